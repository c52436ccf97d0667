package dev.releaseledger.events.policy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A threshold that a measured value of the evidence has to meet, e.g. coverage of at least 80.
 *
 * @param value the name under which evidence gives it
 * @param atLeast the least that passes; null where there is no least
 * @param atMost the most that passes; null where there is no most
 */
public record Measure(
        String value,
        @Nullable BigDecimal atLeast,
        @Nullable BigDecimal atMost) {

    /** Whether what was measured passes. */
    public boolean isMetBy(BigDecimal measured) {
        return (atLeast == null || measured.compareTo(atLeast) >= 0)
                && (atMost == null || measured.compareTo(atMost) <= 0);
    }

    /** What would pass, e.g. {@code at least 80}. */
    public String wanted() {
        String least = atLeast == null ? "" : "at least " + atLeast.toPlainString();
        String most = atMost == null ? "" : "at most " + atMost.toPlainString();
        return least.isEmpty() || most.isEmpty() ? least + most : least + " and " + most;
    }
}
