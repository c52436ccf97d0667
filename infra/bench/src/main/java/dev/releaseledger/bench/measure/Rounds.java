package dev.releaseledger.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contenders in turns: what disturbs the machine for a while disturbs them alike. */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private Rounds() {}

    /** Loads each contender, a service in a process of its own, until its code is compiled; then measures as {@link #of}. */
    public static List<Figure> ofServices(Settings settings, List<Contender> contenders) throws Exception {
        if (settings.serviceWarmUp().isPositive()) {
            for (Contender contender : contenders) {
                Measured warmingUp = contender.round(settings.serviceWarmUp());
                LOG.info("warmed up {}: {} per s", contender.name(), Math.round(warmingUp.perSecond()));
            }
        }
        return of(settings, contenders);
    }

    /** Measures each contender in each round, in this order. */
    public static List<Figure> of(Settings settings, List<Contender> contenders) throws Exception {
        return measure(settings, round -> contenders);
    }

    /** Measures each contender in each round, in this order and every other round in the opposite one. */
    public static List<Figure> backAndForth(Settings settings, List<Contender> contenders) throws Exception {
        return measure(settings, round -> round % 2 == 0 ? contenders : contenders.reversed());
    }

    private static List<Figure> measure(Settings settings, IntFunction<List<Contender>> turns) throws Exception {
        Map<String, List<Measured>> counted = new LinkedHashMap<>();
        for (int round = -settings.warmUps(); round < settings.rounds(); round++) {
            for (Contender contender : turns.apply(round)) {
                Measured measured = contender.round(settings.round());
                LOG.info(
                        "{} {}: {} per s, p99 {} ms",
                        round < 0 ? "warm-up" : "round " + (round + 1),
                        contender.name(),
                        Math.round(measured.perSecond()),
                        measured.p99Millis());
                if (round >= 0) {
                    counted.computeIfAbsent(contender.name(), first -> new ArrayList<>())
                            .add(measured);
                }
            }
        }
        return counted.entrySet().stream()
                .map(figure -> new Figure(figure.getKey(), figure.getValue()))
                .toList();
    }
}
