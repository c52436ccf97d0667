package dev.releaseledger.query.timeline;

import dev.releaseledger.events.incident.DuplicateTaken;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.query.entry.ReadEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was noticed, as far as it counts for who is suspected: what the opening says, and alerts that were firing by then. What
 * people said and linked afterwards is not among it: that is what they believe.
 *
 * @param environment null where it is not known
 * @param words what the title and the alerts' names are made of, each with the first entry that says it
 * @param position the entry that opened the incident
 * @param links what the opening named
 * @param from since when changes are suspected
 */
record Detection(
        String product,
        @Nullable String environment,
        Map<String, Long> words,
        Instant at,
        long position,
        List<IncidentLink> links,
        Instant from) {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z])(?=[A-Z])|[^\\p{L}\\p{N}]+");

    Detection {
        words = Collections.unmodifiableMap(new TreeMap<>(words));
        links = List.copyOf(links);
    }

    static Detection of(Incident incident, IncidentStory story, Duration before) {
        IncidentOpened opened = incident.opening().event();
        Instant at = ReadEntry.storable(opened.detectedAt());
        long position = story.said().getFirst().position();
        Map<String, Long> words = new TreeMap<>();
        words(List.of(opened.title())).forEach(word -> words.putIfAbsent(word, position));
        for (IncidentStory.Said said : story.said()) {
            List<String> alerts = linked(said.event()).stream()
                    .map(IncidentLink::alert)
                    .filter(Objects::nonNull)
                    .filter(alert -> !alert.startsAt().isAfter(at))
                    .map(IncidentLink.Alert::name)
                    .toList();
            words(alerts).forEach(word -> words.putIfAbsent(word, said.position()));
        }
        return new Detection(
                ReadEntry.listable(incident.product()),
                opened.environment() == null ? null : ReadEntry.listable(opened.environment()),
                words,
                at,
                position,
                opened.links(),
                at.minus(before));
    }

    private static List<IncidentLink> linked(IncidentEvent event) {
        return switch (event) {
            case IncidentOpened opened -> opened.links();
            case IncidentLinked linked -> List.of(linked.link());
            case DuplicateTaken taken -> taken.links();
            default -> List.of();
        };
    }

    /** The words of some texts in lower case; names such as TlsCertExpired are taken apart. */
    static Set<String> words(List<String> texts) {
        Set<String> words = new TreeSet<>();
        for (String text : texts) {
            for (String word : BETWEEN_WORDS.split(text)) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        words.remove("");
        return words;
    }

    /** The entries that say some of its words. */
    List<Long> saying(Set<String> some) {
        return some.stream()
                .map(words::get)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether it was where this line belongs; where no environment is known, the product decides. */
    boolean isAt(StoryRow row) {
        return product.equals(row.product()) && (environment == null || environment.equals(row.environment()));
    }
}
