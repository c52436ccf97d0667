package dev.releaseledger.auditor.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Signed checkpoints that somebody kept: one alone, or those that a ledger delivered to a file, each below a line
 * {@code # kept <time>}. None of them is believed yet.
 *
 * @param notes the notes, in the order of the file; what is no note is one too, where it is all that the file has
 * @param cutShort how many were left out because a crash left them half written
 */
public record CheckpointFile(List<byte[]> notes, int cutShort) {
    private static final String MARK = "# kept ";

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
            String note = part.substring(part.indexOf('\n') + 1).stripTrailing() + "\n";
            if (part.isBlank()) {
                continue;
            }
            if (isNote(note)) {
                notes.add(note.getBytes(ISO_8859_1));
            } else {
                cutShort++;
            }
        }
        return notes.isEmpty() ? new CheckpointFile(List.of(bytes), 0) : new CheckpointFile(notes, cutShort);
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
