package dev.releaseledger.query.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.query.testing.TestLedger;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadEntryTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static String entry() {
        Attribution by = new Attribution(TestLedger.PLANNER, Set.of(), TIME, null);
        return new String(TestLedger.sealed("release/1", new ItemTicked("item", null), by, 3, 2, TIME), UTF_8);
    }

    private static ReadEntry read(String text) {
        return ReadEntry.of(text.getBytes(UTF_8));
    }

    @Test
    void anEntryIsUnderstood() {
        assertThat(read(entry())).isInstanceOfSatisfying(ReadEntry.Understood.class, understood -> {
            assertThat(understood.envelope().position()).isEqualTo(3);
            assertThat(understood.event()).isEqualTo(new ItemTicked("item", null));
        });
    }

    @Test
    void anEntryOfAnotherVersionKeepsItsAttributes() {
        assertThat(read(entry().replace("item-ticked.v1", "item-ticked.v2"))).isInstanceOf(ReadEntry.NotKnown.class);
        assertThat(read(entry().replace("\"item\"", "\"thing\""))).isInstanceOf(ReadEntry.NotKnown.class);
        assertThat(read(entry().replace("\"item\":\"item\"", "\"item\":\"item\",\"more\":1")))
                .isInstanceOf(ReadEntry.NotKnown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "\"text\"", "{\"specversion\":\"1.0\"}", "\0"})
    void whatIsNoEntryIsUnreadable(String text) {
        assertThat(read(text)).isInstanceOf(ReadEntry.Unreadable.class);
    }

    @Test
    void attributesThatNoColumnCanHoldMakeItUnreadable() {
        assertThat(read(entry().replace("release/1", "release/\\u0000"))).isInstanceOf(ReadEntry.Unreadable.class);
        assertThat(read(entry().replace("release/1", "r".repeat(600)))).isInstanceOf(ReadEntry.Unreadable.class);
        assertThat(read(entry().replace("\"time\":\"2026", "\"time\":\"+292026")))
                .isInstanceOf(ReadEntry.Unreadable.class);
        assertThat(read(entry().replace("\"position\":3", "\"position\":-3"))).isInstanceOf(ReadEntry.Unreadable.class);
    }

    @Test
    void jsonAThousandLevelsDeepIsUnreadableAndNothingElse() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(read(entry().replace("\"data\":{", "\"extra\":" + deep + ",\"data\":{")))
                .isInstanceOf(ReadEntry.Unreadable.class);
    }
}
