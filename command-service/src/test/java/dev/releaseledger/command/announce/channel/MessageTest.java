package dev.releaseledger.command.announce.channel;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nBcc: eve@example.com", "a\nb", "a\rb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u2029b", " "
            })
    void aTitleThatIsNotOneLineIsNoTitle(String title) {
        assertThatIllegalArgumentException().isThrownBy(() -> message(title, "text", "https://ledger.example/"));
    }

    @Test
    void aTitleHasAtMost500Characters() {
        assertThatNoException().isThrownBy(() -> message("a".repeat(500), "text", "https://ledger.example/"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message("a".repeat(501), "text", "https://ledger.example/"));
    }

    @Test
    void aTextHasAtMost48Kilobytes() {
        assertThatNoException().isThrownBy(() -> message("t", "ü".repeat(24 * 1024), "https://ledger.example/"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message("t", "ü".repeat(24 * 1024) + "a", "https://ledger.example/"));
    }

    @Test
    void aTextHasLineBreaksAndTabsButNoOtherControlCharacters() {
        assertThatNoException().isThrownBy(() -> message("t", "a\r\n\tb", "https://ledger.example/"));
        assertThatIllegalArgumentException().isThrownBy(() -> message("t", "a\u0000b", "https://ledger.example/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/releases/1", "ftp://ledger.example/", "https:///x"})
    void aReleaseIsReferredToByAWebAddress(String release) {
        assertThatIllegalArgumentException().isThrownBy(() -> message("t", "text", release));
    }

    private static Message message(String title, String text, String release) {
        return new Message(Messages.DELIVERY, title, text, null, URI.create(release));
    }
}
