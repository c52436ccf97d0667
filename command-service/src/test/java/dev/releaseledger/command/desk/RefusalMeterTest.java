package dev.releaseledger.command.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.refusal.RefusalsCounted;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefusalMeterTest {
    private static final UUID ACTOR = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Instant START = Instant.parse("2026-03-15T12:00:00Z");

    private final RefusalMeter meter = new RefusalMeter(2, Duration.ofMinutes(1));

    @Test
    void refusalsBeyondTheRateAreCountedAndTheCountIsToldUntilItIsRecorded() {
        assertThat(refused(ACTOR, 0)).isTrue();
        assertThat(refused(ACTOR, 1)).isTrue();
        assertThat(refused(ACTOR, 2)).isFalse();
        assertThat(refused(ACTOR, 3)).isFalse();
        RefusalsCounted counted = new RefusalsCounted(ACTOR, 2, START.plusSeconds(2), START.plusSeconds(3));

        assertThat(meter.over(START.plusSeconds(59))).isEmpty();
        assertThat(meter.over(START.plusSeconds(60))).containsExactly(counted);
        assertThat(meter.over(START.plusSeconds(61))).containsExactly(counted);
        meter.forget(counted);
        assertThat(meter.over(START.plusSeconds(62))).isEmpty();
    }

    @Test
    void whatIsRefusedWhileACountIsBeingRecordedIsToldLater() {
        for (int i = 0; i < 4; i++) {
            refused(ACTOR, i);
        }
        RefusalsCounted counted = meter.over(START.plusSeconds(60)).getFirst();
        refused(ACTOR, 61);
        meter.forget(counted);

        assertThat(meter.over(START.plusSeconds(200)))
                .extracting(RefusalsCounted::count)
                .containsExactly(1L);
    }

    @Test
    void oneActorsRefusalsAreNotAnothers() {
        refused(ACTOR, 0);
        refused(ACTOR, 0);

        assertThat(refused(ACTOR, 0)).isFalse();
        assertThat(refused(OTHER, 0)).isTrue();
    }

    @Test
    void givenAWindowThatIsOver_refusalsAreRecordedSinglyAgain() {
        refused(ACTOR, 0);
        refused(ACTOR, 0);
        meter.over(START.plusSeconds(60));

        assertThat(refused(ACTOR, 61)).isTrue();
    }

    private boolean refused(UUID actor, int second) {
        Instant at = START.plusSeconds(second);
        boolean singly = meter.hasRoom(actor, at);
        meter.count(actor, at, singly);
        return singly;
    }
}
