package dev.releaseledger.command.append;

import static dev.releaseledger.command.append.Drafts.SOMEBODY;
import static dev.releaseledger.command.append.Drafts.anyhow;
import static dev.releaseledger.command.append.LedgerDatabases.asSuperuser;
import static dev.releaseledger.command.append.LedgerDatabases.dataSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.command.append.AppendOutcome.Appended;
import dev.releaseledger.command.append.AppendOutcome.ClaimTaken;
import dev.releaseledger.command.append.AppendOutcome.StreamMoved;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.servers.testing.TestDatabase;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerEventStorageEngineIT {
    private final TestDatabase database = LedgerDatabases.fresh();
    private final HeadSignal signal = new HeadSignal();
    private final AppendEngine engine = new AppendEngine(
            LedgerDatabases.database(database),
            LedgerDatabases.PATIENT,
            LedgerDatabases.OPEN,
            signal,
            new CompositeMeterRegistry());
    private final LedgerEventStorageEngine store =
            new LedgerEventStorageEngine(engine, new EntryReader(dataSource(database)), signal, Drafts.SOURCE);
    private final String id = "release/" + UUID.randomUUID();

    @AfterEach
    void close() {
        engine.close();
    }

    private static DomainEventMessage<?> event(String id, long sequence, AppendTicket ticket) {
        return event(id, sequence, Map.of(EntryMetaData.TICKET, ticket));
    }

    private static DomainEventMessage<?> event(String id, long sequence, Map<String, Object> metaData) {
        Map<String, Object> all = new HashMap<>(metaData);
        all.put(EntryMetaData.ATTRIBUTION, SOMEBODY);
        all.put(EntryMetaData.CORRELATION_ID, "a command");
        return new GenericDomainEventMessage<>(
                "release", id, sequence, new ReleaseCancelled("reason " + sequence), all);
    }

    @Test
    void theEventsOfAUnitOfWorkAreOneAppendAndComeBackAsTheyWere() {
        AppendTicket ticket = new AppendTicket();
        store.appendEvents(event(id, 0, ticket), event(id, 1, ticket));
        store.appendEvents(event(id, 2, Map.of(EntryMetaData.CAUSATION_ID, "a cause")));

        assertThat(ticket.outcome())
                .hasValueSatisfying(outcome ->
                        assertThat(((Appended) outcome).lastSequence()).isEqualTo(1));
        var stream = store.readEvents(id);
        List<? extends DomainEventMessage<?>> events = stream.asStream().toList();
        assertThat(events).extracting(DomainEventMessage::getSequenceNumber).containsExactly(0L, 1L, 2L);
        assertThat(events)
                .extracting(DomainEventMessage::getPayload)
                .isEqualTo(List.of(
                        new ReleaseCancelled("reason 0"),
                        new ReleaseCancelled("reason 1"),
                        new ReleaseCancelled("reason 2")));
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getAggregateIdentifier()).isEqualTo(id);
            assertThat(event.getType()).isEqualTo("release");
            assertThat(event.getMetaData()).containsEntry(EntryMetaData.ATTRIBUTION, SOMEBODY);
            assertThat(event.getMetaData()).doesNotContainKey(EntryMetaData.TICKET);
        });
        assertThat(events.getLast().getMetaData())
                .containsEntry(EntryMetaData.CAUSATION_ID, "a cause")
                .containsEntry(EntryMetaData.POSITION, 2L);
        assertThat(store.readEvents(id, 2).asStream().toList()).hasSize(1);
        assertThat(store.lastSequenceNumberFor(id)).contains(2L);
        assertThat(store.lastSequenceNumberFor("another")).isEmpty();
    }

    @Test
    void aStreamLongerThanAPageIsReadWhole() {
        store.appendEvents(
                IntStream.range(0, 1_234).mapToObj(i -> event(id, i, Map.of())).toList());
        assertThat(store.readEvents(id).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactlyElementsOf(LongStream.range(0, 1_234).boxed().toList());
    }

    @Test
    void aStreamThatMovedOnIsAConcurrencyException() {
        store.appendEvents(event(id, 0, Map.of()), event(id, 1, Map.of()));
        AppendTicket ticket = new AppendTicket();
        assertThatThrownBy(() -> store.appendEvents(event(id, 1, ticket))).isInstanceOf(ConcurrencyException.class);
        assertThat(ticket.outcome()).contains(new StreamMoved(id, 0, 1));
        assertThatThrownBy(() -> store.appendEvents(event(id, 0, Map.of())))
                .isInstanceOf(AggregateStreamCreationException.class);
    }

    @Test
    void whatATicketAsksForIsPartOfTheAppend() {
        store.appendEvents(event(id, 0, new AppendTicket().taking("version/1")));
        String other = "release/" + UUID.randomUUID();
        AppendTicket taken = new AppendTicket().taking("version/1");
        assertThatThrownBy(() -> store.appendEvents(event(other, 0, taken))).isInstanceOf(AppendRefused.class);
        assertThat(taken.outcome()).contains(new ClaimTaken("version/1", id));

        AppendTicket elsewhere = new AppendTicket().expecting(id, 5);
        assertThatThrownBy(() -> store.appendEvents(event(other, 0, elsewhere)))
                .isInstanceOf(ConcurrencyException.class);

        ReceiptKey key = Drafts.newKey();
        store.appendEvents(
                event(id, 1, new AppendTicket().releasing("version/1").keeping(Drafts.tellingPosition(key))));
        assertThat(new Receipts(dataSource(database)).find(key)).isPresent();
        store.appendEvents(event(other, 0, new AppendTicket().taking("version/1")));
        AppendTicket again = new AppendTicket().keeping(Drafts.tellingPosition(key));
        assertThatThrownBy(() -> store.appendEvents(event(id, 2, again))).isInstanceOf(AppendRefused.class);
        assertThat(again.outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome).isInstanceOf(AppendOutcome.ReceiptExists.class));
    }

    @Test
    void whatDoesNotSayWhoSaidItIsNotRecorded() {
        assertThatThrownBy(() -> store.appendEvents(
                        new GenericDomainEventMessage<>("release", id, 0, new ReleaseCancelled("why"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.appendEvents(new GenericEventMessage<>(new ReleaseCancelled("why"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryThatIsNotUnderstoodKeepsItsAggregateFromLoading() {
        store.appendEvents(event(id, 0, Map.of()));
        asSuperuser(database, """
                set session_replication_role = replica;
                update ledger.entry set bytes = convert_to(replace(convert_from(bytes, 'UTF8'),
                    'release-cancelled.v1', 'release-cancelled.v9'), 'UTF8')
                """);
        assertThatThrownBy(() -> store.readEvents(id).asStream().toList())
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("position 0")
                .hasMessageContaining("not understood");
    }

    @Test
    void theTailFollowsPositions_alsoWhatIsAppendedWhileItWaits() {
        engine.append(anyhow("release/a", "release/b", "refusal/release/a"));
        List<? extends TrackedEventMessage<?>> all =
                store.readEvents(null, false).toList();
        assertThat(all).extracting(TrackedEventMessage::trackingToken).isEqualTo(List.of(token(0), token(1), token(2)));
        assertThat(store.readEvents(token(1), false).toList()).hasSize(1);
        assertThat(store.readEvents(store.createTailToken(), false).toList()).hasSize(3);

        CompletableFuture<List<? extends TrackedEventMessage<?>>> next =
                CompletableFuture.supplyAsync(this::whatComesAfterTheThird);
        engine.append(anyhow("release/c"));
        assertThat(next.orTimeout(2, TimeUnit.MINUTES).join()).hasSize(1);
        assertThat(store.readEvents(token(3), true).toList()).isEmpty();
    }

    /** It waits for a moment at a time, in which an append may not be done yet. */
    private List<? extends TrackedEventMessage<?>> whatComesAfterTheThird() {
        List<? extends TrackedEventMessage<?>> come;
        do {
            come = store.readEvents(token(2), true).toList();
        } while (come.isEmpty());
        return come;
    }

    @Test
    void aTokenCanBeMadeForTheHeadAndForATime() {
        assertThat(store.createHeadToken()).isEqualTo(token(-1));
        assertThat(store.createTokenAt(Instant.now())).isEqualTo(token(-1));
        Instant first = ((Appended) engine.append(anyhow("release/a"))).time();
        Instant second = ((Appended) engine.append(anyhow("release/a"))).time();
        Instant third = ((Appended) engine.append(anyhow("release/a"))).time();
        assertThat(store.createHeadToken()).isEqualTo(token(2));
        assertThat(store.createTokenAt(first)).isEqualTo(token(-1));
        assertThat(store.createTokenAt(second)).isEqualTo(token(0));
        assertThat(store.createTokenAt(third.plusSeconds(60))).isEqualTo(token(2));
    }

    private static GlobalSequenceTrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }
}
