package dev.releaseledger.query.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetTest {
    @Test
    void hitsAreToldApartFromWhatIsAroundThem() {
        assertThat(Snippet.pieces("the \ue000pool\ue001 was \ue000exhausted\ue001"))
                .containsExactly(
                        new Snippet.Piece("the ", false),
                        new Snippet.Piece("pool", true),
                        new Snippet.Piece(" was ", false),
                        new Snippet.Piece("exhausted", true));
    }

    @Test
    void givenNoHit_thereIsOnePiece() {
        assertThat(Snippet.pieces("nothing")).containsExactly(new Snippet.Piece("nothing", false));
    }

    @Test
    void givenAMarkThatDoesNotEnd_nothingIsLost() {
        assertThat(Snippet.pieces("a\ue000b"))
                .containsExactly(new Snippet.Piece("a", false), new Snippet.Piece("b", true));
    }
}
