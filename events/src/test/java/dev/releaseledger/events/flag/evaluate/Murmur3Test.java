package dev.releaseledger.events.flag.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others publish for MurmurHash3 x86 32. */
class Murmur3Test {
    @ParameterizedTest
    @CsvSource({
        "'', 00000000, 00000000",
        "'', 00000001, 514e28b7",
        "'', ffffffff, 81f16f39",
        "ffffffff, 00000000, 76293b50",
        "21436587, 00000000, f55b516b",
        "21436587, 5082edee, 2362f9de",
        "214365, 00000000, 7e4a8634",
        "2143, 00000000, a0f7b07a",
        "21, 00000000, 72661cf4",
        "00000000, 00000000, 2362f9de",
        "000000, 00000000, 85f0b427",
        "0000, 00000000, 30f4c306",
        "00, 00000000, 514e28b7",
    })
    void theVectorsHold(String bytes, String seed, String hash) {
        assertThat(Murmur3.hash(HexFormat.of().parseHex(bytes), (int) Long.parseLong(seed, 16)))
                .isEqualTo((int) Long.parseLong(hash, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "'Hello, world!', 9747b28c, 24884cba",
        "'aaaa', 9747b28c, 5a97808a",
        "'aaa', 9747b28c, 283e0130",
        "'aa', 9747b28c, 5d211726",
        "'a', 9747b28c, 7fa09ea6",
        "'abcd', 9747b28c, f0478627",
        "'abc', 9747b28c, c84a62dd",
        "'The quick brown fox jumps over the lazy dog', 9747b28c, 2fa826cd",
        "'ππππππππ', 9747b28c, d58063c1",
        "'test', 00000000, ba6bd213",
        "'Hello, world!', 00000000, c0363e43",
    })
    void theVectorsOfTextHold(String text, String seed, String hash) {
        assertThat(Murmur3.hash(text.getBytes(UTF_8), (int) Long.parseLong(seed, 16)))
                .isEqualTo((int) Long.parseLong(hash, 16));
    }

    @Test
    void theSeedIsZeroWhereNoneIsSaid() {
        assertThat(Murmur3.hash("test".getBytes(UTF_8))).isEqualTo(Murmur3.hash("test".getBytes(UTF_8), 0));
    }

    @Test
    void theKeyOfTheWholeTestOfItsAuthorHolds() {
        // smhasher's VerificationTest: keys {}, {0}, {0, 1}, … with seeds 256 - length, hashed together.
        byte[] hashes = new byte[4 * 256];
        for (int length = 0; length < 256; length++) {
            byte[] key = new byte[length];
            for (int i = 0; i < length; i++) {
                key[i] = (byte) i;
            }
            int hash = Murmur3.hash(key, 256 - length);
            for (int i = 0; i < 4; i++) {
                hashes[4 * length + i] = (byte) (hash >>> 8 * i);
            }
        }
        assertThat(Murmur3.hash(hashes)).isEqualTo(0xB0F57EE3);
    }
}
