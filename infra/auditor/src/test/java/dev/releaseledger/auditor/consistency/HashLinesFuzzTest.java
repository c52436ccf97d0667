package dev.releaseledger.auditor.consistency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.releaseledger.events.ledger.Hash;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a proof's file holds, it is refused or read as what is written again. See {@code infra/fuzz}. */
class HashLinesFuzzTest {
    static Stream<byte[]> proofs() {
        String two = HashLines.format(List.of(Hash.EMPTY_ROOT, Hash.leaf(new byte[0])));
        return Stream.of("", two, two.stripTrailing(), "\n" + two, two.replace("=", ""))
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("proofs")
    @FuzzTest(maxDuration = "1m")
    void hashLines(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            List<Hash> hashes = HashLines.parse(text);

            assertThat(HashLines.parse(HashLines.format(hashes))).isEqualTo(hashes);
            assertThat(HashLines.format(hashes).stripTrailing()).isEqualTo(text.stripTrailing());
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
