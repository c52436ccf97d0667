package dev.releaseledger.command.incident.gather;

import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens by itself, and hurts or may.
 *
 * @param origin what it is
 * @param product the product that hurts
 * @param environment where; null where it is not known
 * @param title what happens, in a line
 * @param at when it was noticed
 * @param link what an incident has to do with it
 * @param cause the claim on it: of one occurrence there is one incident
 */
public record Occurrence(
        IncidentOrigin origin,
        String product,
        @Nullable String environment,
        String title,
        Instant at,
        IncidentLink link,
        String cause) {
    private static final int LONGEST_TITLE = 200;

    public Occurrence {
        title = line(title);
    }

    /** A short line, whatever the text was. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_TITLE)
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
