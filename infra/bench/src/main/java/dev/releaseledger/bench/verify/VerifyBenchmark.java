package dev.releaseledger.bench.verify;

import com.sun.management.OperatingSystemMXBean;
import dev.releaseledger.auditor.Auditor;
import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Measured;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How many entries a second one core verifies, from the disk to the verdict, beside what reading and hashing alone take. */
public final class VerifyBenchmark {
    private static final double WANTED_HASHES = 300_000;
    private static final double WANTED_FULL = 30_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int READ = 1 << 20;
    private static final int SAMPLE = 50_000;

    /** Enough for the program itself; that a ledger of any size fits shows that nothing of it is kept. */
    private static final String SMALL_HEAP = "-Xmx48m";

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private VerifyBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        LargeExport export = LargeExport.in(ground.folder(), settings.entries());
        List<byte[]> sample = sample(export.file());
        List<Figure> figures = Rounds.of(
                settings,
                List.of(
                        Contender.of("reading the file alone", whole(export.entries(), () -> read(export.file()))),
                        Contender.of("SHA-256 of the entries alone", whole(sample.size(), () -> hash(sample))),
                        Contender.of("`verify --hashes`", whole(export.entries(), () -> verify(export, "--hashes"))),
                        Contender.of("`verify`", whole(export.entries(), () -> verify(export)))));
        double seconds = inASmallHeap(export);
        return new Report(
                "verify",
                "How many entries a second does one core verify?",
                "An export of " + export.entries() + " entries (" + Files.size(export.file()) / export.entries()
                        + " bytes each on average) of " + export.releases()
                        + " releases, from the disk to the verdict; " + settings.words() + ".",
                Machine.here(),
                Instant.now(),
                figures,
                List.of(
                        Target.atLeast(
                                "`verify --hashes`, entries/s a core",
                                WANTED_HASHES,
                                figures.get(2).perSecond()),
                        Target.atLeast(
                                "`verify`, entries/s a core",
                                WANTED_FULL,
                                figures.get(3).perSecond())),
                List.of(
                        "A second is one of the clock or one of the processor, whichever is more: what other threads do, such"
                                + " as collecting garbage and compiling, counts as well.",
                        "`verify` reads every entry, checks it against its JSON Schema and decides it again.",
                        "`verify --hashes` of all of it in a process of its own with " + SMALL_HEAP + " took "
                                + String.format(Locale.ROOT, "%.1f", seconds) + " s, its start included.",
                        "The file is read from the page cache where it fits there."));
    }

    /** Something that goes over all entries once. */
    private interface Pass {
        void run() throws Exception;
    }

    /** Whole passes until the time is over. */
    private static Contender.Round whole(long entries, Pass pass) {
        return duration -> {
            long began = System.nanoTime();
            long worked = MACHINE.getProcessCpuTime();
            long done = 0;
            while (System.nanoTime() - began < duration.toNanos()) {
                pass.run();
                done += entries;
            }
            long nanos = Math.max(System.nanoTime() - began, MACHINE.getProcessCpuTime() - worked);
            return new Measured(done / (nanos / NANOS_PER_SECOND), null, null);
        };
    }

    private static void read(Path file) throws IOException {
        byte[] buffer = new byte[READ];
        try (InputStream in = Files.newInputStream(file)) {
            int read = in.read(buffer);
            while (read >= 0) {
                read = in.read(buffer);
            }
        }
    }

    private static List<byte[]> sample(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return new ArrayList<>(lines.limit(SAMPLE).map(String::getBytes).toList());
        }
    }

    private static void hash(List<byte[]> entries) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] entry : entries) {
            digest.update(entry);
            digest.digest();
        }
    }

    private static void verify(LargeExport export, String... more) {
        StringWriter out = new StringWriter();
        int code = Auditor.run(new PrintWriter(out), new PrintWriter(out), arguments(export, more));
        if (code != 0) {
            throw new IllegalStateException("the export does not hold: " + out);
        }
    }

    private static String[] arguments(LargeExport export, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", export.file().toString(), "--key", export.key()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** How long it takes in a process that has no room for entries, in seconds. */
    private static double inASmallHeap(LargeExport export) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                SMALL_HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Auditor.class.getName()));
        command.addAll(List.of(arguments(export, "--hashes")));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(1, TimeUnit.HOURS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("`verify --hashes` with " + SMALL_HEAP + " ended with "
                    + (process.isAlive() ? "nothing in an hour" : process.exitValue()));
        }
        return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
    }
}
