package dev.releaseledger.query.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.RootCauseStated;
import java.util.ArrayList;
import java.util.List;

/**
 * What search looks at of an incident, the weightiest first. Each part is cut to so many bytes that the vector made of all of
 * them stays below the 1 MB that PostgreSQL allows (its documentation, "Text Search Limitations"): a byte of text makes eight
 * of vector at the worst, words of one letter joined by hyphens.
 *
 * @param cause the root cause, its category and factors, and what it did to users
 * @param log what was written in the log and what is to be done, the newest first: of a log that is cut, the end is kept
 */
record IncidentText(String title, String cause, String log, String postMortem) {
    private static final int MOST_TITLE = 2_000;
    private static final int MOST_CAUSE = 26_000;
    private static final int MOST_LOG = 50_000;
    private static final int MOST_POST_MORTEM = 42_000;

    /** Between texts, so that a phrase is never found across two of them by chance of their order alone. */
    private static final String BREAK = "\n\n";

    static IncidentText of(Incident incident) {
        return new IncidentText(
                cut(incident.opening().event().title(), MOST_TITLE),
                joined(cause(incident), MOST_CAUSE),
                joined(log(incident), MOST_LOG),
                incident.postMortem() == null
                        ? ""
                        : cut(incident.postMortem().edition().markdown(), MOST_POST_MORTEM));
    }

    private static List<String> cause(Incident incident) {
        List<String> texts = new ArrayList<>();
        if (incident.rootCause() != null) {
            RootCauseStated stated = incident.rootCause().statement();
            texts.add(stated.category().name());
            texts.add(stated.statement());
            texts.addAll(stated.factors());
        }
        incident.impacts().forEach(impact -> texts.add(impact.statement().description()));
        return texts;
    }

    private static List<String> log(Incident incident) {
        List<String> texts = new ArrayList<>();
        incident.log().values().forEach(entry -> texts.add(entry.entry().text()));
        incident.actionItems().values().forEach(item -> texts.add(item.item().title()));
        return texts.reversed();
    }

    private static String joined(List<String> texts, int most) {
        StringBuilder joined = new StringBuilder();
        int left = most;
        for (String text : texts) {
            String cut = cut(text, left);
            if (cut.isEmpty()) {
                continue;
            }
            joined.append(joined.isEmpty() ? "" : BREAK).append(cut);
            left -= cut.getBytes(UTF_8).length + BREAK.length();
        }
        return joined.toString();
    }

    /** The beginning of a text that takes at most so many bytes, of whole characters that PostgreSQL can hold. */
    private static String cut(String text, int most) {
        StringBuilder kept = new StringBuilder();
        int left = most;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            int shown = isStorable(character) ? character : 0xfffd;
            left -= bytes(shown);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(shown);
        }
        return kept.toString();
    }

    /** PostgreSQL holds no NUL, UTF-8 no half of a pair, and what is private marks the hits in snippets. */
    private static boolean isStorable(int character) {
        return character != 0
                && Character.getType(character) != Character.SURROGATE
                && Character.getType(character) != Character.PRIVATE_USE;
    }

    private static int bytes(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
