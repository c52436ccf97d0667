package dev.releaseledger.command.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.command.automation.Insistence;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.release.AnnouncementSent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** Saying what only one call knows, to a ledger that is away for a moment. */
class AnnouncerTest {
    private static final Instant BEGAN = Instant.parse("2026-03-02T08:00:00Z");
    private static final AnnouncementSent SENT = new AnnouncementSent("week-before", 1, false, "204", null, null);

    private final AtomicReference<Instant> now = new AtomicReference<>(BEGAN);
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final Announcer announcer = new Announcer(
            (command, occasion, reaction) -> {
                if (!failures.isEmpty()) {
                    throw failures.removeFirst();
                }
                return new Answer(200, Map.of(), new byte[0]);
            },
            new Insistence(now::get, pause -> now.updateAndGet(time -> time.plus(pause))));

    private void insist(Duration patience) {
        announcer.insist(UUID.randomUUID(), SENT, "1/delivered", BEGAN.plus(patience));
    }

    private static RequestRejected rejected(int status) {
        return new RequestRejected(Problem.of(status, "kind", "Title", "why"));
    }

    @Test
    void givenADatabaseThatIsAway_orOthersInTheWay_itIsSaidAllTheSame() {
        failures.addAll(List.of(
                new LedgerUnavailable(LedgerUnavailable.Reason.NOT_CHECKED),
                new DataAccessResourceFailureException("away"),
                rejected(503)));

        insist(Duration.ofMinutes(1));

        assertThat(failures).isEmpty();
    }

    @Test
    void givenALedgerThatIsAwayForLong_itIsTriedUntilThePatienceIsOver_notFiveTimes() {
        for (int i = 0; i < 100; i++) {
            failures.add(new LedgerUnavailable(LedgerUnavailable.Reason.NOT_CHECKED));
        }

        assertThatThrownBy(() -> insist(Duration.ofMinutes(1))).isInstanceOf(LedgerUnavailable.class);

        assertThat(failures).hasSizeLessThan(90);
        assertThat(now.get()).isAfter(BEGAN.plusSeconds(50)).isBeforeOrEqualTo(BEGAN.plusSeconds(60));
    }

    @Test
    void givenARequestThatCanGoNowhere_itIsNotTriedAgain() {
        failures.add(rejected(404));

        assertThatThrownBy(() -> insist(Duration.ofMinutes(1))).isInstanceOf(RequestRejected.class);

        assertThat(now.get()).isEqualTo(BEGAN);
    }
}
