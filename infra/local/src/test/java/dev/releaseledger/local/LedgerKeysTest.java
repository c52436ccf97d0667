package dev.releaseledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.events.ledger.VerifierKey;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerKeysTest {
    @TempDir
    Path data;

    private LedgerKeys keys() {
        return new LedgerKeys(Secrets.in(data), "ledger.local");
    }

    @Test
    void oneKeyTakesOverFromAnother_andTheOldOneStaysPinned() {
        VerifierKey old = keys().signing().getFirst();

        VerifierKey next = keys().add();
        assertThat(keys().signing()).containsExactly(old, next);
        assertThat(keys().pinned()).containsExactly(old, next);

        assertThat(keys().retire(LedgerKeys.id(old))).isEqualTo(old);
        assertThat(keys().signing()).containsExactly(next);
        assertThat(keys().retired()).containsExactly(old);
        assertThat(keys().pinned()).containsExactly(next, old);
        assertThat(keys().files()).containsExactly(data.resolve("secrets/signing-key.pem"));
    }

    @Test
    void theOnlyKeyAndOneThatIsNotThereCannotBeRetired() {
        String only = LedgerKeys.id(keys().signing().getFirst());

        assertThatThrownBy(() -> keys().retire(only)).hasMessageContaining("is the only one that signs");
        assertThatThrownBy(() -> keys().retire("00000000")).hasMessage("No key 00000000 signs");
    }
}
