package dev.releaseledger.command.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NoteSigner;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    @Test
    void eachKeySigns_andARetiredOneIsBelievedOnly() throws Exception {
        NoteSigner old = NoteSigner.generate("ledger.example");
        NoteSigner next = NoteSigner.generate("ledger.example");
        NoteSigner retired = NoteSigner.generate("ledger.example");
        SigningKeys keys = new SigningKeys(List.of(old, next), List.of(retired.verifierKey()));

        assertThat(keys.sign(new Checkpoint("ledger.example", 0, Hash.EMPTY_ROOT))
                        .verify(keys.believed()))
                .containsExactly(old.verifierKey(), next.verifierKey());
        assertThat(keys.believed()).containsExactly(old.verifierKey(), next.verifierKey(), retired.verifierKey());
    }

    @Test
    void aKeyOfAnotherNameAndAKeyThatIsThereTwiceAreRefused() throws Exception {
        NoteSigner old = NoteSigner.generate("ledger.example");
        NoteSigner other = NoteSigner.generate("other.example");

        assertThatThrownBy(() -> new SigningKeys(List.of(old, other), List.of()))
                .hasMessageContaining("is not named after the ledger ledger.example");
        assertThatThrownBy(() -> new SigningKeys(List.of(old), List.of(old.verifierKey())))
                .hasMessageContaining("is there twice");
        assertThatThrownBy(() -> new SigningKeys(List.of(), List.of())).hasMessageContaining("1 to 16 signing keys");
    }
}
