package dev.releaseledger.events.flag.evaluate;

import dev.releaseledger.events.flag.Condition;
import java.util.List;

/** A condition made ready to be asked many times. */
@FunctionalInterface
interface Matcher {
    /** Whether it holds. */
    boolean matches(EvaluationContext context);

    /** Makes a condition ready. */
    static Matcher of(Condition condition) {
        return switch (condition) {
            case Condition.All all -> {
                Matcher[] parts = of(all.all());
                yield context -> {
                    for (Matcher part : parts) {
                        if (!part.matches(context)) {
                            return false;
                        }
                    }
                    return true;
                };
            }
            case Condition.Any any -> {
                Matcher[] parts = of(any.any());
                yield context -> {
                    for (Matcher part : parts) {
                        if (part.matches(context)) {
                            return true;
                        }
                    }
                    return false;
                };
            }
            case Condition.Not not -> {
                Matcher part = of(not.not());
                yield context -> !part.matches(context);
            }
            case Condition.Comparison comparison -> Comparisons.of(comparison);
        };
    }

    private static Matcher[] of(List<Condition> conditions) {
        return conditions.stream().map(Matcher::of).toArray(Matcher[]::new);
    }
}
