package dev.releaseledger.query.finding.rule;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found in a history.
 *
 * @param key tells it from the rule's other verdicts about the same history, and stays the same while the history goes on
 * @param text what was found, for people
 * @param cites the positions of the entries that prove it, in order
 * @param missing between which entries something is missing, where that is what proves it
 * @param since where it became so
 * @param until where it stopped being so; null while it is
 */
public record Verdict(
        String key,
        String text,
        List<Long> cites,
        @Nullable Absence missing,
        Place since,
        @Nullable Place until) {
    public Verdict {
        cites = cites.stream().distinct().sorted().toList();
    }

    /** A verdict that stands for ever. */
    static Verdict of(String key, String text, List<Long> cites, @Nullable Absence missing, Said<?> since) {
        return new Verdict(key, text, cites, missing, since.place(), null);
    }

    /** About a deployment. */
    static String keyOf(UUID deploymentId) {
        return "deployment/" + deploymentId;
    }

    /** The same until this was said; for ever where nothing was. */
    Verdict until(@Nullable Said<?> said) {
        return said == null ? this : until(said.place());
    }

    /** The same until there. */
    Verdict until(Place place) {
        return new Verdict(key, text, cites, missing, since, place);
    }
}
