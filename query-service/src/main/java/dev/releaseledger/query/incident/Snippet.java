package dev.releaseledger.query.incident;

import java.util.ArrayList;
import java.util.List;

/** Where in an incident the words are that were searched for: parts of its texts, with the hits told apart. */
final class Snippet {
    /** Private-use characters, which no searched text holds: they mark where a hit begins and ends. */
    static final char BEGIN = '\ue000';

    static final char END = '\ue001';

    private Snippet() {}

    /**
     * Some text.
     *
     * @param hit whether it is what was searched for
     */
    record Piece(String text, boolean hit) {}

    /** The pieces of a text with marked hits, in order. */
    static List<Piece> pieces(String marked) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        boolean hit = false;
        while (at < marked.length()) {
            int end = marked.indexOf(hit ? END : BEGIN, at);
            int until = end < 0 ? marked.length() : end;
            if (until > at) {
                pieces.add(new Piece(marked.substring(at, until), hit));
            }
            at = until + 1;
            hit = !hit;
        }
        return List.copyOf(pieces);
    }
}
