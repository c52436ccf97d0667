package dev.releaseledger.bench.flags;

import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Measured;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.evaluate.CompiledFlag;
import dev.releaseledger.events.flag.evaluate.DecidingPositions;
import dev.releaseledger.events.flag.evaluate.Evaluation;
import dev.releaseledger.events.flag.evaluate.EvaluationContext;
import dev.releaseledger.events.flag.evaluate.EvaluationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** How long it takes to evaluate a flag, in process and on one thread. */
public final class EvaluateBenchmark {
    private static final double WANTED_MICROS = 2;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final int PEOPLE = 10_000;

    private EvaluateBenchmark() {}

    public static Report run(Settings settings) throws Exception {
        Flag flag = TenRules.flag();
        CompiledFlag compiled = CompiledFlag.of(flag, DecidingPositions.definedAt(7));
        List<EvaluationContext> people =
                IntStream.range(0, PEOPLE).mapToObj(TenRules::context).toList();
        List<Figure> figures = Rounds.of(
                settings,
                List.of(Contender.of(
                        "a flag with 10 rules, none of which matches, open to half of its users",
                        duration -> round(compiled, people, duration))));
        double micros = MICROS_PER_SECOND / figures.getFirst().perSecond();
        return new Report(
                "evaluate",
                "How long does it take to evaluate a flag?",
                "In process, one thread, contexts of " + PEOPLE + " people in turn, already read from their JSON; "
                        + settings.words() + ".",
                Machine.here(),
                Instant.now(),
                figures,
                List.of(Target.atMost("one evaluation, in µs", WANTED_MICROS, micros)),
                List.of("The ten rules compare text, lists, numbers, times and semantic versions, some within"
                        + " each other; every one is tried, then the key is hashed."));
    }

    private static Measured round(CompiledFlag flag, List<EvaluationContext> people, Duration duration) {
        long began = System.nanoTime();
        long deadline = began + duration.toNanos();
        long evaluated = 0;
        long reached = 0;
        while (System.nanoTime() < deadline) {
            for (EvaluationContext person : people) {
                if (!(flag.evaluate(person) instanceof Evaluation.Served served)
                        || served.reason() != EvaluationReason.SPLIT) {
                    throw new IllegalStateException("the key did not decide");
                }
                reached += served.variant().equals("on") ? 1 : 0;
            }
            evaluated += people.size();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (Math.abs(reached / (double) evaluated - 0.5) > 0.02) {
            throw new IllegalStateException(reached + " of " + evaluated + " are reached");
        }
        return new Measured(evaluated / seconds, null, null);
    }
}
