package dev.releaseledger.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.harness.Called;
import dev.releaseledger.auditor.harness.Cosigner;
import dev.releaseledger.auditor.harness.LogServer;
import dev.releaseledger.auditor.harness.SecondReader;
import dev.releaseledger.auditor.harness.SmallLedger;
import dev.releaseledger.events.ledger.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the auditor finds, a reader in another language finds too, and neither finds more. */
class TwoReadersTest {
    private static final Path FIXTURES =
            Path.of("..", "..", "events", "src", "test", "resources", "dev", "releaseledger", "events", "ledger");

    /** The keys of the fixtures, and the sixth entry of their tree. */
    private static final String WITNESS_KEY =
            "witness.example/w1+9a17eced+BOmxOiBJjh3evOxnLnseY67IaKQJescH7GFNVqZZfB4j";

    private static final String LOG_KEY = "example.com/ledger+188fe94f+AT7OXcFJD9BDi7rtT7bDGUz4xXsQxZpIUXxUWsVBa4Xk";

    private static final byte[] ENTRY_5 = HexFormat.of().parseHex("40414243");

    @TempDir
    private Path folder;

    /** What somebody may do to what a log serves: a path, and what becomes of the bytes there. */
    enum Tampering {
        A_BIT_OF_AN_ENTRY("tile/entries/001", bytes -> flipped(bytes, 100)),
        A_BIT_OF_A_LEAF("tile/0/000", bytes -> flipped(bytes, 100)),
        A_BIT_OF_A_HASH_ABOVE("tile/1/000.p/2", bytes -> flipped(bytes, 40)),
        A_TILE_CUT_SHORT("tile/0/001", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
        A_BUNDLE_CUT_SHORT("tile/entries/000", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
        A_BUNDLE_WITH_MORE("tile/entries/000", bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
        TWO_LEAVES_SWAPPED("tile/0/000", Tampering::firstTwoSwapped),
        ANOTHER_SIZE(
                "checkpoint", bytes -> text(bytes).replace("\n600\n", "\n599\n").getBytes(UTF_8)),
        ANOTHER_ORIGIN(
                "checkpoint",
                bytes -> text(bytes).replace("ledger\n600", "other\n600").getBytes(UTF_8)),
        NO_SIGNATURE(
                "checkpoint", bytes -> text(bytes).replaceFirst("—.*\n", "").getBytes(UTF_8));

        private final String path;
        private final UnaryOperator<byte[]> alteration;

        Tampering(String path, UnaryOperator<byte[]> alteration) {
            this.path = path;
            this.alteration = alteration;
        }

        private static byte[] flipped(byte[] bytes, int at) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 1;
            return flipped;
        }

        private static byte[] firstTwoSwapped(byte[] tile) {
            byte[] swapped = tile.clone();
            System.arraycopy(tile, 0, swapped, Hash.LENGTH, Hash.LENGTH);
            System.arraycopy(tile, Hash.LENGTH, swapped, 0, Hash.LENGTH);
            return swapped;
        }

        private static String text(byte[] bytes) {
            return new String(bytes, UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 600})
    void bothFindNothingWrongWithALedgerThatIsWhole(int size) {
        SmallLedger ledger = new SmallLedger().grow(size);
        Path export = ledger.export(folder.resolve("export.ndjson"));
        try (LogServer server = new LogServer(ledger)) {
            for (Object source : List.of(export, server.address())) {
                assertThat(Called.with("verify", "--hashes", source, "--key", ledger.key()))
                        .returns(0, Called::exitCode);
                assertThat(SecondReader.with("verify", source, "--key", ledger.key()))
                        .returns(0, SecondReader::exitCode)
                        .satisfies(read -> assertThat(read.out()).contains("entries " + size));
            }
        }
    }

    @Test
    void bothInsistOnAPinnedWitness() throws IOException {
        Cosigner witness = new Cosigner("witness.example/w1");
        SmallLedger ledger = new SmallLedger().grow(5);
        Path export = ledger.export(folder.resolve("export.ndjson"));
        Object[] words = {"verify", export, "--key", ledger.key(), "--witness", witness.key()};

        assertThat(Called.with(words).out())
                .contains("witness: expected a checkpoint that witness.example/w1 cosigned");
        assertThat(SecondReader.with(words).fault()).isEqualTo("witness");

        Files.writeString(
                folder.resolve("export.ndjson.checkpoint"),
                witness.cosign(ledger.checkpoint(5)).format());
        assertThat(Called.with(words).out()).contains("witnessed by witness.example/w1");
        assertThat(SecondReader.with(words).out()).contains("witnessed witness.example/w1");
    }

    @Test
    void neitherReadsACompressedExportThatIsDamaged() throws IOException {
        SmallLedger ledger = new SmallLedger().grow(5);
        Path plain = ledger.export(folder.resolve("export.ndjson"));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(Files.readAllBytes(plain));
        }
        byte[] bytes = zipped.toByteArray();
        Arrays.fill(bytes, 10, 40, (byte) 0xff);
        Path export = Files.write(folder.resolve("export.ndjson.gz"), bytes);
        Files.copy(folder.resolve("export.ndjson.checkpoint"), folder.resolve("export.ndjson.gz.checkpoint"));

        assertThat(Called.with("verify", "--hashes", export, "--key", ledger.key()))
                .returns(3, Called::exitCode);
        assertThat(SecondReader.with("verify", export, "--key", ledger.key())).returns(3, SecondReader::exitCode);
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void bothFindWhatSomebodyDidToWhatIsServed(Tampering tampering) {
        SmallLedger ledger = new SmallLedger().grow(600);
        try (LogServer server = new LogServer(ledger)) {
            server.alter(tampering.path, tampering.alteration);

            assertThat(Called.with("verify", "--hashes", server.address(), "--key", ledger.key()))
                    .satisfies(called -> assertThat(called.exitCode())
                            .as(called.out() + called.err())
                            .isIn(1, 3));
            assertThat(SecondReader.with("verify", server.address(), "--key", ledger.key()))
                    .returns(1, SecondReader::exitCode);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"altered", "dropped", "doubled", "swapped", "cut", "more"})
    void bothFindWhatSomebodyDidToAnExport(String how) throws IOException {
        SmallLedger ledger = new SmallLedger().grow(300);
        Path export = ledger.export(folder.resolve("export.ndjson"));
        List<String> lines = new ArrayList<>(Files.readAllLines(export));
        switch (how) {
            case "altered" -> lines.set(7, lines.get(7).replace("Mend", "Mind"));
            case "dropped" -> lines.remove(7);
            case "doubled" -> lines.add(7, lines.get(7));
            case "swapped" -> lines.set(7, lines.set(8, lines.get(7)));
            case "cut" -> lines.removeLast();
            case "more" -> lines.add(lines.getLast().replace("\"position\":299", "\"position\":300"));
            default -> throw new IllegalArgumentException(how);
        }
        Files.write(export, lines);

        assertThat(Called.with("verify", "--hashes", export, "--key", ledger.key())
                        .exitCode())
                .isEqualTo(1);
        assertThat(SecondReader.with("verify", export, "--key", ledger.key()).fault())
                .isEqualTo(Set.of("dropped", "cut", "more").contains(how) ? "size" : "root");
    }

    @Test
    void aForkUnderAnotherKeyIsBelievedByNeither_andUnderTheSameKeyByNeitherOfTwoCheckpoints() throws IOException {
        SmallLedger ledger = new SmallLedger().grow(300);
        SmallLedger fork =
                ledger.with(201, ledger.text(201).replace("Mend", "Mind").getBytes(UTF_8));
        Path old =
                Files.writeString(folder.resolve("old"), ledger.checkpoint(257).format());
        Path forked =
                Files.writeString(folder.resolve("new"), fork.checkpoint(300).format());
        Path forged = Files.writeString(
                folder.resolve("forged"),
                fork.checkpoint(300, new SmallLedger().signer()).format());
        Path export = fork.export(folder.resolve("fork.ndjson"));
        Path honest = ledger.export(folder.resolve("honest.ndjson"));
        Path proof = folder.resolve("proof");
        Called.with("consistency", old, honest + ".checkpoint", honest, "--key", ledger.key(), "--out", proof);

        assertThat(Called.with("consistency", old, forked, export, "--key", ledger.key())
                        .exitCode())
                .isEqualTo(1);
        assertThat(Called.with("consistency", old, forged, export, "--key", ledger.key())
                        .exitCode())
                .isEqualTo(1);
        assertThat(SecondReader.with("consistency", old, forked, proof, "--key", ledger.key())
                        .fault())
                .isEqualTo("root");
        assertThat(SecondReader.with("consistency", old, forged, proof, "--key", ledger.key())
                        .fault())
                .isEqualTo("no-known-signature");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 128, 255, 256, 257, 299, 300})
    void proofsThatTheAuditorMakesConvinceTheSecondReader(int size) throws IOException {
        SmallLedger ledger = new SmallLedger().grow(300);
        Path export = ledger.export(folder.resolve("export.ndjson"));
        Path old =
                Files.writeString(folder.resolve("old"), ledger.checkpoint(size).format());
        Path proof = folder.resolve("proof");
        Path entry = folder.resolve("entry");

        Called.with("prove", size - 1, export, "--checkpoint", old, "--out", proof, "--entry", entry);
        assertThat(SecondReader.with("check-proof", proof, entry, "--key", ledger.key())
                        .out())
                .startsWith("included " + (size - 1) + " " + size);
        Called.with("consistency", old, export + ".checkpoint", export, "--key", ledger.key(), "--out", proof);
        assertThat(SecondReader.with("consistency", old, export + ".checkpoint", proof, "--key", ledger.key())
                        .out())
                .startsWith("consistent " + size + " 300");
    }

    static Stream<Path> rejected() throws IOException {
        return files("rejected").filter(note -> !cosigned(note));
    }

    private static boolean cosigned(Path note) {
        return note.toString().endsWith(".cosigned");
    }

    static Stream<Path> failing() throws IOException {
        return files("failing");
    }

    @Test
    void theSecondReaderRefusesEveryFaultyFixtureForTheSameFault_andReadsEveryIntactOne() throws IOException {
        Object[] words = Stream.of(
                        Stream.of("parse", "--witness=" + WITNESS_KEY),
                        files("intact"),
                        files("malformed"),
                        files("rejected").filter(TwoReadersTest::cosigned))
                .flatMap(each -> each)
                .toArray();

        assertThat(SecondReader.with(words).out().lines()).allSatisfy(line -> {
            int space = line.indexOf(' ');
            Path file = Path.of(line.substring(space + 1));
            String expected = file.startsWith(FIXTURES.resolve("intact")) ? "ok" : fault(file);
            assertThat(line.substring(0, space)).as(line).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void neitherBelievesANoteThatIsNotToBeBelieved(Path note) throws IOException {
        Path export = Files.createFile(folder.resolve("export.ndjson"));
        Files.copy(note, folder.resolve("export.ndjson.checkpoint"));

        assertThat(Called.with("verify", "--hashes", export, "--key", LOG_KEY).exitCode())
                .isEqualTo(1);
        assertThat(SecondReader.with("verify", export, "--key", LOG_KEY).fault())
                .isEqualTo(fault(note));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void neitherIsConvincedByAProofThatProvesNothing(Path proof) throws IOException {
        Path entry = Files.write(folder.resolve("entry"), ENTRY_5);

        assertThat(Called.with("check-proof", proof, entry, "--key", LOG_KEY))
                .returns(1, Called::exitCode)
                .satisfies(called -> assertThat(called.out()).contains(": proof: expected "));
        assertThat(SecondReader.with("check-proof", proof, entry, "--key", LOG_KEY)
                        .fault())
                .isEqualTo(fault(proof));
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }

    private static String fault(Path fixture) {
        return fixture.getFileName().toString().replaceFirst("\\..*", "");
    }
}
