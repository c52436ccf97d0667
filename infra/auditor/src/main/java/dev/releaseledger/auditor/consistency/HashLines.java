package dev.releaseledger.auditor.consistency;

import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.Malformed;
import java.util.ArrayList;
import java.util.List;

/** The hashes of a consistency proof as text: the base64 of one a line, as {@code /ledger/consistency} serves them. */
final class HashLines {
    /** More hashes than any tree's proof has. */
    private static final int MOST = 128;

    private HashLines() {}

    /**
     * Reads such a text; the last line may lack its newline.
     *
     * @throws IllegalArgumentException if a line is not the base64 of 32 bytes, or there are too many; its message says which
     */
    static List<Hash> parse(String text) {
        List<Hash> hashes = new ArrayList<>();
        if (text.isEmpty()) {
            return hashes;
        }
        for (String line : text.split("\n")) {
            if (hashes.size() == MOST) {
                throw new IllegalArgumentException("more than " + MOST + " lines");
            }
            hashes.add(hash(line, hashes.size() + 1));
        }
        return hashes;
    }

    private static Hash hash(String line, int number) {
        try {
            return Hash.ofBase64(line);
        } catch (Malformed e) {
            throw new IllegalArgumentException("line " + number + " is not the base64 of a hash", e);
        }
    }

    /** The text that {@link #parse} reads. */
    static String format(List<Hash> hashes) {
        StringBuilder text = new StringBuilder();
        hashes.forEach(hash -> text.append(hash.toBase64()).append('\n'));
        return text.toString();
    }
}
