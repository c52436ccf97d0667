package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.query.consume.Batch.StreamHead;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RememberedHeadsTest {
    private static final int THREE = 3 * 300;

    private final RememberedHeads heads = new RememberedHeads(THREE);

    private static StreamHead head(long sequence) {
        return new StreamHead(sequence, false, new Folded.OfOther(null));
    }

    private void remember(String stream, long sequence) {
        heads.remember(Map.of(stream, head(sequence)));
    }

    @Test
    void whatBeginsIsRememberedThoughWhatIsOverWasAskedForOften() {
        for (String over : new String[] {"a", "b", "c"}) {
            for (int sequence = 0; sequence < 50; sequence++) {
                assertThat(heads.of(over)).isEqualTo(sequence == 0 ? null : head(sequence - 1));
                remember(over, sequence);
            }
        }
        remember("begun", 0);
        assertThat(heads.of("begun")).isEqualTo(head(0));
        assertThat(heads.of("a")).isNull();
        assertThat(heads.of("c")).isEqualTo(head(49));
    }

    @Test
    void whatIsAskedForStays() {
        remember("a", 0);
        remember("b", 0);
        remember("c", 0);
        assertThat(heads.of("a")).isEqualTo(head(0));
        remember("d", 0);
        assertThat(heads.of("b")).isNull();
        assertThat(heads.of("a")).isEqualTo(head(0));
    }

    @Test
    void whatIsSaidAnewTakesTheMemoryOfWhatItReplaces() {
        for (int sequence = 0; sequence < 10; sequence++) {
            remember("a", sequence);
            remember("b", sequence);
            remember("c", sequence);
        }
        assertThat(heads.of("a")).isEqualTo(head(9));
        assertThat(heads.of("b")).isEqualTo(head(9));
        assertThat(heads.of("c")).isEqualTo(head(9));
        heads.forget();
        assertThat(heads.of("a")).isNull();
    }
}
