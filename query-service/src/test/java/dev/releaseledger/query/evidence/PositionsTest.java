package dev.releaseledger.query.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PositionsTest {
    @Property(tries = 200)
    void whatIsAddedIsReadInOrderHoweverMuchAtATime(
            @ForAll List<@LongRange(min = 0, max = 20_000) Long> added,
            @ForAll @IntRange(min = 1, max = 70) int atMost) {
        Positions positions = new Positions();
        added.forEach(positions::add);

        TreeSet<Long> read = new TreeSet<>();
        long[] next = positions.after(-1, atMost);
        while (next.length > 0) {
            for (long each : next) {
                assertThat(read.isEmpty() || read.last() < each).isTrue();
                read.add(each);
            }
            next = positions.after(next[next.length - 1], atMost);
        }

        assertThat(read).isEqualTo(new TreeSet<>(added));
        assertThat(positions.count()).isEqualTo(read.size());
    }

    @Test
    void positionsFarApartAreFoundToo() {
        Positions positions = new Positions();
        positions.add(5_000_000_000L);
        positions.add(0);
        positions.add(4_095);
        positions.add(4_096);

        assertThat(positions.after(-1, 10)).containsExactly(0, 4_095, 4_096, 5_000_000_000L);
        assertThat(positions.after(4_095, 1)).containsExactly(4_096);
        assertThat(positions.contains(4_095)).isTrue();
        assertThat(positions.contains(4_097)).isFalse();
    }
}
