package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.entry.Doubt;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.testing.TestLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProjectorTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final String STREAM = "release/" + new UUID(0, 1);
    private static final Progress START = new Progress(0, null, Frontier.EMPTY, 0, 0, null);

    private final Map<Long, Hash> projected = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Projector projector = new Projector(this::unknown, this::leaves, 1_000_000);

    private Map<String, Batch.StreamHead> unknown(Collection<String> streams) {
        asked.addAll(streams);
        Map<String, Batch.StreamHead> heads = new HashMap<>();
        streams.forEach(stream -> heads.put(stream, new Batch.StreamHead(-1, false, Folded.nothingOf(stream))));
        return heads;
    }

    private Map<Long, Hash> leaves(Collection<Long> positions) {
        Map<Long, Hash> found = new HashMap<>(projected);
        found.keySet().retainAll(positions);
        return found;
    }

    private static Received entry(long position, long sequence, Instant time, Event event) {
        Attribution by = new Attribution(TestLedger.PLANNER, Set.of(Role.CI), TIME, null);
        byte[] bytes = TestLedger.sealed(STREAM, event, by, position, sequence, time);
        return new Received.Placed(position, position, STREAM, ReadEntry.of(bytes), bytes, Hash.leaf(bytes), false);
    }

    private static Received planned(long position) {
        return entry(
                position,
                0,
                TIME,
                new ReleasePlanned(
                        "p", "1", "t", ReleaseKind.STANDARD, Strategy.CANARY, null, TestLedger.PLANNER, null, null, 1));
    }

    private static Received change(long position, long sequence, Instant time) {
        return entry(
                position,
                sequence,
                time,
                new ChangeAdded(
                        "c" + sequence, ChangeCategory.FIX, "s", null, TestLedger.PLANNER, null, null, List.of()));
    }

    private static Hash leaf(Received received) {
        return ((Received.Placed) received).leaf();
    }

    private static Batch.StreamHead head(Batch batch) {
        return Objects.requireNonNull(batch.streams().get(STREAM));
    }

    @Test
    void aBatchCarriesTheTreeAndTheProgressForward() {
        Received first = planned(0);
        Received second = change(1, 1, TIME);
        Batch batch = projector.project(START, List.of(first, second), 7);
        assertThat(batch.alarm()).isNull();
        assertThat(batch.after().nextPosition()).isEqualTo(2);
        assertThat(batch.after().nextOffset()).isEqualTo(7);
        assertThat(batch.after().frontier().root()).isEqualTo(Hash.node(leaf(first), leaf(second)));
        assertThat(head(batch).sequence()).isEqualTo(1);
    }

    @Test
    void whatWasNotCommittedIsNotRemembered() {
        Batch lost = projector.project(START, List.of(planned(0)), 1);
        assertThat(lost.entries()).hasSize(1);
        Batch again = projector.project(START, List.of(planned(0)), 1);
        assertThat(again.alarm()).isNull();
        assertThat(asked).hasSize(2);
        projector.committed(again);
        Batch next = projector.project(again.after(), List.of(change(1, 1, TIME)), 2);
        assertThat(next.alarm()).isNull();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aDuplicateWithinTheBatchOrBeforeItIsPassedOver() {
        Received first = planned(0);
        Batch batch = projector.project(START, List.of(first, first, change(1, 1, TIME)), 3);
        assertThat(batch.alarm()).isNull();
        assertThat(batch.entries()).hasSize(2);
        projected.put(0L, leaf(first));
        projector.committed(batch);
        Batch replay = projector.project(batch.after(), List.of(first), 4);
        assertThat(replay.alarm()).isNull();
        assertThat(replay.entries()).isEmpty();
        assertThat(replay.after().nextOffset()).isEqualTo(4);
    }

    @Test
    void anotherEntryAtASeenPositionIsAForkAndWhatCameBeforeItIsKept() {
        Received first = planned(0);
        Received forged = change(0, 0, TIME);
        Batch batch = projector.project(START, List.of(first, forged, change(1, 1, TIME)), 3);
        assertThat(batch.alarm()).isEqualTo(new Alarm.Fork(0, leaf(first), leaf(forged)));
        assertThat(batch.entries()).hasSize(1);
        assertThat(batch.after().stopped()).isNotNull();
    }

    @Test
    void aGapAsksForTheRecordAgain() {
        Batch batch = projector.project(START, List.of(planned(0), change(2, 1, TIME)), 3);
        assertThat(batch.alarm()).isEqualTo(new Alarm.Gap(1, 2));
        assertThat(batch.after().nextOffset()).isEqualTo(2);
    }

    @Test
    void aSequenceThatIsNotTheNextIsAnAlarm() {
        Batch batch = projector.project(START, List.of(planned(0), change(1, 2, TIME)), 2);
        assertThat(batch.alarm()).isEqualTo(new Alarm.SequenceBroken(1, STREAM, 1, 2));
    }

    @Test
    void aTimeThatGoesBackIsAnAlarm() {
        Batch batch = projector.project(START, List.of(planned(0), change(1, 1, TIME.minusNanos(1_000))), 2);
        assertThat(batch.alarm()).isEqualTo(new Alarm.TimeWentBack(1, TIME, TIME.minusNanos(1_000)));
    }

    @Test
    void afterAnUnreadableEntryAStreamMaySkipASequenceButNotGoBack() {
        byte[] noise = {1, 2, 3};
        Received unreadable = new Received.Placed(1, 1, STREAM, ReadEntry.of(noise), noise, Hash.leaf(noise), false);
        Batch skipping = projector.project(START, List.of(planned(0), unreadable, change(2, 2, TIME)), 3);
        assertThat(skipping.alarm()).isNull();
        assertThat(head(skipping).folded().doubt())
                .isNotNull()
                .extracting(Doubt::position)
                .isEqualTo(1L);
        Batch back = projector.project(START, List.of(planned(0), unreadable, change(2, 0, TIME)), 3);
        assertThat(back.alarm()).isEqualTo(new Alarm.SequenceBroken(2, STREAM, 1, 0));
    }

    @Test
    void anEntryThatCannotFollowInItsHistoryMarksTheStreamAndIsKept() {
        Batch batch = projector.project(START, List.of(change(0, 0, TIME)), 1);
        assertThat(batch.alarm()).isNull();
        assertThat(batch.entries()).hasSize(1);
        assertThat(head(batch).folded().doubt()).isNotNull();
    }
}
