package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.NoteSection;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes release notes as <a href="https://spec.commonmark.org/0.31.2/">CommonMark</a>: a heading with version and date, a
 * heading a section, an item an entry. Published notes are known by the digest of what this writes, so it writes the same
 * for ever.
 *
 * <p>What people wrote stays what they wrote: it begins no heading, list, quote, link, image, emphasis, HTML or entity, since
 * what CommonMark (or the strike-through of GitHub's dialect) would make something of is escaped. The one exception are code
 * spans in backticks: summaries mean them, they hold nothing but text, and an opening run of backticks without its closing
 * one is escaped as well. Line ends and control characters become spaces, so that an entry is one line.
 */
public final class NotesMarkdown {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.ENGLISH);

    private static final Pattern NOT_OF_A_LINE = Pattern.compile("[\\p{Cc}\\s\\u2028\\u2029]+");

    private static final Pattern BEGINS_A_NUMBERED_ITEM = Pattern.compile("^(\\d{1,9})([.)])");

    private static final String ALWAYS = "\\*[]<~";

    private NotesMarkdown() {}

    static String of(ReleaseNotes notes) {
        StringBuilder markdown = new StringBuilder("# ").append(inline(notes.title()));
        markdown.append('\n');
        for (NoteSection section : NoteSection.values()) {
            List<NoteEntry> entries = notes.of(section);
            if (!entries.isEmpty()) {
                markdown.append("\n## ").append(section.title()).append("\n\n");
                entries.forEach(entry -> markdown.append(item(entry)));
            }
        }
        return markdown.toString();
    }

    /** {@code March 15, 2025}. */
    static String spelled(LocalDate date) {
        return DATE.format(date);
    }

    /** One list item with its line end. */
    static String item(NoteEntry entry) {
        String sunset = entry.sunset() == null ? "" : " (sunset: " + spelled(entry.sunset()) + ")";
        return "- " + line(entry.line()) + sunset + "\n";
    }

    /** Text as a line of its own: nothing in it, nor its beginning, is taken for structure. */
    public static String line(String text) {
        String inline = inline(text);
        if (inline.isEmpty()) {
            return inline;
        }
        if ("#>+-=".indexOf(inline.charAt(0)) >= 0) {
            return "\\" + inline;
        }
        return BEGINS_A_NUMBERED_ITEM.matcher(inline).replaceFirst("$1\\\\$2");
    }

    /** Text within a line. */
    static String inline(String text) {
        String line = NOT_OF_A_LINE.matcher(text).replaceAll(" ").strip();
        StringBuilder escaped = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            char here = line.charAt(at);
            if (here == '`') {
                int open = endOfRun(line, at);
                int close = endOfSpan(line, open, open - at);
                escaped.append(close < 0 ? "\\`".repeat(open - at) : line.substring(at, close));
                at = close < 0 ? open : close;
                continue;
            }
            if (isStructure(line, at)) {
                escaped.append('\\');
            }
            escaped.append(here);
            at++;
        }
        return escaped.toString();
    }

    private static boolean isStructure(String line, int at) {
        char here = line.charAt(at);
        return switch (here) {
            // Within a word CommonMark makes no emphasis of it, and names in code are full of it.
            case '_' -> !isOfAWord(line, at - 1) || !isOfAWord(line, at + 1);
            case '&' -> isOfAWord(line, at + 1) || at + 1 < line.length() && line.charAt(at + 1) == '#';
            default -> ALWAYS.indexOf(here) >= 0;
        };
    }

    private static boolean isOfAWord(String line, int at) {
        return at >= 0 && at < line.length() && Character.isLetterOrDigit(line.charAt(at));
    }

    private static int endOfRun(String line, int from) {
        int end = from;
        while (end < line.length() && line.charAt(end) == '`') {
            end++;
        }
        return end;
    }

    /** Where the code span ends that so many backticks opened; -1 where none close it. */
    private static int endOfSpan(String line, int from, int backticks) {
        int at = line.indexOf('`', from);
        while (at >= 0) {
            int end = endOfRun(line, at);
            if (end - at == backticks) {
                return end;
            }
            at = line.indexOf('`', end);
        }
        return -1;
    }
}
