package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signed checkpoints that somebody kept: one alone, or those that a ledger delivered to a file, each below a line
 * {@code # kept <time>}. None of them is believed yet.
 *
 * @param notes the notes, in the order of the file; what is no note is one too, unless it only ends too soon
 * @param cutShort how many were left out because a crash left them half written
 */
public record CheckpointFile(List<byte[]> notes, int cutShort) {
    private static final String MARK = "# kept ";

    /** A checkpoint byte for byte: origin, size, root, what else there is, then each signature behind an em dash. */
    private static final Pattern FORM = Pattern.compile("[^\n]+\n(?:0|[1-9][0-9]*)\n[A-Za-z0-9+/]{43}=\n(?:[^\n]+\n)*\n"
            + "(?:\u00e2\u0080\u0094 [^ \n]+ [A-Za-z0-9+/]+={0,2}\n)+");

    /** Copies the list. */
    public CheckpointFile {
        notes = List.copyOf(notes);
    }

    /** Reads such a file. */
    public static CheckpointFile read(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    static CheckpointFile of(byte[] bytes) {
        // Byte for byte a character: what is not one of a note is for whoever reads the note to refuse.
        String text = new String(bytes, ISO_8859_1);
        if (!text.startsWith(MARK) && !text.contains("\n" + MARK)) {
            return new CheckpointFile(List.of(bytes), 0);
        }
        List<byte[]> notes = new ArrayList<>();
        int cutShort = 0;
        for (String part : ("\n" + text).split("\n" + MARK, -1)) {
            if (part.isBlank()) {
                continue;
            }
            String note = withoutHalfAMark(part.substring(part.indexOf('\n') + 1));
            if (isNote(note + "\n") || !endsTooSoon(note)) {
                notes.add((note + "\n").getBytes(ISO_8859_1));
            } else {
                cutShort++;
            }
        }
        return notes.isEmpty() ? new CheckpointFile(List.of(bytes), 0) : new CheckpointFile(notes, cutShort);
    }

    /** What comes before the mark of the next one, of which a crash may have left the beginning. */
    private static String withoutHalfAMark(String text) {
        String whole = text.stripTrailing();
        int lastLine = whole.lastIndexOf('\n') + 1;
        boolean isHalfAMark = lastLine > 0 && MARK.startsWith(whole.substring(lastLine));
        return isHalfAMark ? whole.substring(0, lastLine).stripTrailing() : whole;
    }

    /** Whether more text might have made it a checkpoint: a crash takes an end away, and alters nothing. */
    private static boolean endsTooSoon(String text) {
        Matcher form = FORM.matcher(text);
        return !form.matches() && form.hitEnd();
    }

    private static boolean isNote(String text) {
        try {
            return !SignedNote.parse(text.getBytes(ISO_8859_1)).signatures().isEmpty();
        } catch (Malformed e) {
            return false;
        }
    }

    /** The note that was kept last. */
    public byte[] newest() {
        return notes.getLast();
    }
}
