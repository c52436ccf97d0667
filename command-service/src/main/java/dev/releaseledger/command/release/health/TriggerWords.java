package dev.releaseledger.command.release.health;

import dev.releaseledger.events.release.TriggerFired;
import java.math.BigDecimal;

/** What a trigger saw, in words. */
final class TriggerWords {
    private TriggerWords() {}

    /** E.g. {@code trigger error-rate: 12.5 % of requests failed; at most 5 %, usually 0.1 %}. */
    static String of(TriggerFired fired) {
        return "trigger " + fired.trigger() + ": " + seen(fired);
    }

    private static String seen(TriggerFired fired) {
        return switch (fired.reason()) {
            case ERROR_RATE -> figures(fired, " % of requests failed; at most ", " %");
            case LATENCY -> figures(fired, " ms for an answer; at most ", " ms");
            case BUSINESS_METRIC -> figures(fired, " is the business metric; at least ", "");
            case HEALTH_CHECKS -> "health checks fail";
            case CRITICAL_BUG, DATA_INTEGRITY, SECURITY ->
                throw new IllegalArgumentException("no trigger looks at " + fired.reason());
        };
    }

    private static String figures(TriggerFired fired, String between, String unit) {
        String limit = plain(fired.observed()) + between + plain(fired.threshold()) + unit;
        BigDecimal usual = fired.baseline();
        return usual == null ? limit : limit + ", usually " + plain(usual) + unit;
    }

    private static String plain(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }
}
