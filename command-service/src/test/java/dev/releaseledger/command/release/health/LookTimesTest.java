package dev.releaseledger.command.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LookTimesTest {
    private static final Instant NOW = Instant.parse("2026-03-15T10:00:07.123Z");
    private final LookTimes times =
            new LookTimes(UUID.fromString("0190a000-0000-7000-8000-000000000abc"), Duration.ofSeconds(15));

    @Test
    void theLastTimeIsNotAfter_andTheNextOneIs_anIntervalApart() {
        assertThat(times.last(NOW)).isBeforeOrEqualTo(NOW).isAfter(NOW.minusSeconds(15));
        assertThat(times.after(NOW)).isEqualTo(times.last(NOW).plusSeconds(15)).isAfter(NOW);
    }

    @Test
    void atATimeItself_thatIsTheLast() {
        Instant next = times.after(NOW);

        assertThat(times.last(next)).isEqualTo(next);
        assertThat(times.last(next.minusMillis(1))).isEqualTo(next.minusSeconds(15));
    }

    @Test
    void anotherDeploymentIsLookedAtInAnotherMoment() {
        assertThat(new LookTimes(UUID.fromString("0190a000-0000-7000-8000-000000000abd"), Duration.ofSeconds(15))
                        .last(NOW))
                .isNotEqualTo(times.last(NOW));
    }
}
