package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {
    @Test
    void theLeafOfAnEmptyEntryIsTheHashOfItsPrefix() {
        assertThat(Hash.leaf(new byte[0]).toHex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void aNodeHashesItsPrefixAndBothHalves() {
        assertThat(Hash.node(Hash.leaf(new byte[0]), Hash.leaf(new byte[] {0}))).isEqualTo(Rfc6962Vectors.ROOTS.get(2));
    }

    @Test
    void theEmptyRootIsTheHashOfNothing() {
        assertThat(Hash.EMPTY_ROOT).isEqualTo(Rfc6962Vectors.ROOTS.get(0));
    }

    @Test
    void hashesAreEqualByValue() {
        assertThat(Hash.leaf(new byte[] {1}))
                .isEqualTo(Hash.leaf(new byte[] {1}))
                .hasSameHashCodeAs(Hash.leaf(new byte[] {1}))
                .isNotEqualTo(Hash.leaf(new byte[] {2}));
    }

    @Test
    void neitherTheGivenNorTheShownBytesChangeAHash() {
        byte[] given = new byte[Hash.LENGTH];
        Hash hash = new Hash(given);
        given[0] = 1;
        hash.bytes()[1] = 1;

        assertThat(hash).isEqualTo(new Hash(new byte[Hash.LENGTH]));
    }

    @Test
    void hexAndBase64ShowTheSameBytes() {
        assertThat(Hash.ofHex(Hash.EMPTY_ROOT.toHex())).isEqualTo(Hash.EMPTY_ROOT);
        assertThat(Hash.EMPTY_ROOT.toBase64()).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void bytesOfAnotherLengthAreNoHash(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hash(new byte[length]))
                .withMessageContaining("32");
    }
}
