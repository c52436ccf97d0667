package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often the flag was evaluated on a day.
 *
 * @param day the day, in UTC
 * @param counts how often each variant was served; those that were not are left out
 * @param total how often together
 */
@EventName("flag.evaluations-counted.v1")
public record FlagEvaluationsCounted(LocalDate day, Map<String, Long> counts, long total) implements FlagEvent {
    public FlagEvaluationsCounted {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}
