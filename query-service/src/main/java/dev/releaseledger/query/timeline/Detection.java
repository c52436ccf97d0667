package dev.releaseledger.query.timeline;

import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was noticed, as far as it counts for who is suspected. What people said of the cause is not among it.
 *
 * @param environment null where it is not known
 * @param words what the title and the alerts' names are made of
 * @param position the entry that says it
 * @param from since when changes are suspected
 */
record Detection(
        String product,
        @Nullable String environment,
        Set<String> words,
        Instant at,
        long position,
        List<IncidentLink> links,
        Instant from) {

    static Detection of(Incident incident, long position, Duration before) {
        List<String> texts = new ArrayList<>();
        texts.add(incident.opening().event().title());
        for (IncidentLink link : incident.links()) {
            if (link.alert() != null) {
                texts.add(link.alert().name());
            }
        }
        Instant at = incident.opening().event().detectedAt();
        return new Detection(
                incident.product(),
                incident.opening().event().environment(),
                words(texts),
                at,
                position,
                List.copyOf(incident.links()),
                at.minus(before));
    }

    /** The words of some texts in lower case; names such as TlsCertExpired are taken apart. */
    static Set<String> words(List<String> texts) {
        Set<String> words = new TreeSet<>();
        for (String text : texts) {
            for (String word : text.replaceAll("(?<=[a-z])(?=[A-Z])", " ").split("[^\\p{L}\\p{N}]+")) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        words.remove("");
        return words;
    }

    /** Whether it was where this line belongs; where no environment is known, the product decides. */
    boolean isAt(StoryRow row) {
        return product.equals(row.product()) && (environment == null || environment.equals(row.environment()));
    }
}
