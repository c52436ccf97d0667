package dev.releaseledger.query.flag.ofrep;

import dev.releaseledger.events.flag.evaluate.Evaluation;
import dev.releaseledger.events.flag.evaluate.EvaluationContext;
import dev.releaseledger.query.flag.ofrep.EvaluationMetrics.Outcome;
import org.springframework.stereotype.Component;

/** Evaluates flags as they are, and counts it. */
@Component
final class Evaluator {
    private final EvaluationCounts counts;
    private final EvaluationMetrics metrics;

    Evaluator(EvaluationCounts counts, EvaluationMetrics metrics) {
        this.counts = counts;
        this.metrics = metrics;
    }

    Evaluated evaluate(ServedFlag flag, EvaluationContext context) {
        Evaluation evaluation = flag.compiled().evaluate(context);
        switch (evaluation) {
            case Evaluation.Served served -> {
                counts.count(flag.id(), served.variant());
                metrics.evaluated(
                        switch (served.reason()) {
                            case STATIC -> Outcome.STATIC;
                            case TARGETING_MATCH -> Outcome.TARGETING_MATCH;
                            case SPLIT -> Outcome.SPLIT;
                            case DISABLED -> Outcome.DISABLED;
                        });
            }
            case Evaluation.TargetingKeyMissing missing -> metrics.evaluated(Outcome.TARGETING_KEY_MISSING);
        }
        return Evaluated.of(flag, evaluation);
    }

    void notFound() {
        metrics.evaluated(Outcome.FLAG_NOT_FOUND);
    }
}
