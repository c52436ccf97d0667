package dev.releaseledger.bench;

import dev.releaseledger.bench.append.AppendBenchmark;
import dev.releaseledger.bench.commands.CommandsBenchmark;
import dev.releaseledger.bench.commands.DeadlinesBenchmark;
import dev.releaseledger.bench.flags.EvaluateBenchmark;
import dev.releaseledger.bench.gates.GatesBenchmark;
import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Markdown;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Results;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.service.DoraBenchmark;
import dev.releaseledger.bench.service.FlagChangeBenchmark;
import dev.releaseledger.bench.service.HttpBenchmark;
import dev.releaseledger.bench.service.OfrepBenchmark;
import dev.releaseledger.bench.service.ProjectedBenchmark;
import dev.releaseledger.bench.service.ProofBenchmark;
import dev.releaseledger.bench.service.RebuildBenchmark;
import dev.releaseledger.bench.service.TimelineBenchmark;
import dev.releaseledger.bench.service.TreeBenchmark;
import dev.releaseledger.bench.service.TriggersBenchmark;
import dev.releaseledger.bench.service.WatchBenchmark;
import dev.releaseledger.bench.verify.VerifyBenchmark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs benchmarks and writes down what they gave. */
@Command(
        name = "infra/bench/run",
        mixinStandardHelpOptions = true,
        description = "Measures Release Ledger beside its limits and peers, all on this machine in the same run.")
public final class Bench implements Callable<Integer> {
    private interface Benchmark {
        Report run(Ground ground, Settings settings) throws Exception;
    }

    private static final Map<String, Benchmark> BENCHMARKS = benchmarks();

    @Parameters(
            arity = "0..*",
            description =
                    "append, commands, deadlines, dora, evaluate, flag-change, gates, http, ofrep, projected, proof, rebuild, timeline, tree, triggers, verify, watch; all where none is named")
    private List<String> names = List.of();

    @Option(names = "--smoke", description = "one short round of each: shows that all runs, measures nothing")
    private boolean smoke;

    @Option(names = "--rounds", description = "rounds that count")
    private @Nullable Integer rounds;

    @Option(names = "--warm-ups", description = "rounds that do not count")
    private @Nullable Integer warmUps;

    @Option(names = "--seconds", description = "how long a round is")
    private @Nullable Integer seconds;

    @Option(
            names = "--service-warm-up",
            description = "how many seconds each contender that is a service is loaded before its first round")
    private @Nullable Integer serviceWarmUp;

    @Option(
            names = "--entries",
            description =
                    "how many entries the topic of a rebuild, the export that is verified and the ledger of the proofs hold")
    private @Nullable Integer entries;

    @Option(names = "--work", required = true, description = "where data and logs may lie; a real disk")
    private Path work = Path.of("target");

    @Option(names = "--results", required = true, description = "where the results go")
    private Path results = Path.of("results");

    private static Map<String, Benchmark> benchmarks() {
        Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
        benchmarks.put("append", AppendBenchmark::run);
        benchmarks.put("commands", CommandsBenchmark::run);
        benchmarks.put("deadlines", DeadlinesBenchmark::run);
        benchmarks.put("dora", DoraBenchmark::run);
        benchmarks.put("evaluate", (ground, settings) -> EvaluateBenchmark.run(settings));
        benchmarks.put("flag-change", FlagChangeBenchmark::run);
        benchmarks.put("gates", (ground, settings) -> GatesBenchmark.run(settings));
        benchmarks.put("http", HttpBenchmark::run);
        benchmarks.put("ofrep", OfrepBenchmark::run);
        benchmarks.put("projected", ProjectedBenchmark::run);
        benchmarks.put("proof", ProofBenchmark::run);
        benchmarks.put("rebuild", RebuildBenchmark::run);
        benchmarks.put("timeline", TimelineBenchmark::run);
        benchmarks.put("tree", TreeBenchmark::run);
        benchmarks.put("triggers", TriggersBenchmark::run);
        benchmarks.put("verify", VerifyBenchmark::run);
        benchmarks.put("watch", WatchBenchmark::run);
        return benchmarks;
    }

    public static void main(String[] arguments) {
        System.setProperty("disable-axoniq-console-message", "true");
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = settings();
        Results kept = new Results(results);
        for (String name : names.isEmpty() ? BENCHMARKS.keySet() : names) {
            Benchmark benchmark = BENCHMARKS.get(name);
            if (benchmark == null) {
                System.err.println("There is no benchmark " + name + "; there are " + BENCHMARKS.keySet());
                return CommandLine.ExitCode.USAGE;
            }
            try (Ground ground = Ground.prepare(work)) {
                Report report = benchmark.run(ground, settings);
                kept.keep(report);
                System.out.println(Markdown.of(List.of(report)));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Settings settings() {
        Settings base = smoke ? Settings.SMOKE : Settings.FULL;
        return new Settings(
                warmUps == null ? base.warmUps() : warmUps,
                rounds == null ? base.rounds() : rounds,
                seconds == null ? base.round() : Duration.ofSeconds(seconds),
                serviceWarmUp == null ? base.serviceWarmUp() : Duration.ofSeconds(serviceWarmUp),
                entries == null ? base.entries() : entries,
                entries == null ? base.ledgerEntries() : entries);
    }
}
