package dev.releaseledger.command.automation;

import static dev.releaseledger.command.append.LedgerDatabases.asSuperuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.command.append.Append;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.append.HeadSignal;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.command.append.LedgerEventStorageEngine;
import dev.releaseledger.command.append.PendingEntry;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.servers.testing.TestDatabase;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutomationsIT {
    private static final String NAME = "when-planned";
    private static final String OTHER = "when-cancelled";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final UUID ACTOR = UUID.randomUUID();

    private final TestDatabase database = LedgerDatabases.fresh();
    private final DataSource dataSource = LedgerDatabases.dataSource(database);
    private final HeadSignal signal = new HeadSignal();
    private final AppendEngine engine = new AppendEngine(
            LedgerDatabases.database(database),
            LedgerDatabases.PATIENT,
            LedgerDatabases.OPEN,
            signal,
            new CompositeMeterRegistry());
    private final List<String> reactions = new CopyOnWriteArrayList<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        engine.close();
    }

    private final class WhenPlanned implements Automation {
        @Override
        public String name() {
            return NAME;
        }

        @EventHandler
        void on(ReleasePlanned event) {
            reactions.add(event.version());
        }
    }

    private final class WhenCancelled implements Automation {
        @Override
        public String name() {
            return OTHER;
        }

        @Override
        public int together() {
            return 10;
        }

        @EventHandler
        void on(ReleaseCancelled event) {
            cancelled.add(event.reason());
        }
    }

    @Test
    void givenAToken_anAutomationReactsToWhatComesAfterIt_onceAcrossRestarts() {
        plan("1");
        Configuration first = configured();
        layDown(0, NAME, OTHER);
        first.start();
        plan("2");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reactions).containsExactly("2"));
        awaitPosition(first, NAME, 1);
        first.shutdown();

        plan("3");
        Configuration second = configured();
        second.start();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reactions).containsExactly("2", "3"));
        second.shutdown();
    }

    @Test
    void givenNoToken_theServiceDoesNotStart_ratherThanReactTwice() {
        plan("1");
        Configuration axon = configured();

        assertThatThrownBy(axon::start).hasStackTraceContaining("ProcessRetriesExhausted");
        assertThat(reactions).isEmpty();
        axon.shutdown();
    }

    @Test
    void eachAutomationSeesWhatConcernsIt_onceAndInOrder_whileManyAppend_andAcrossARestart() throws Exception {
        layDown(-1, NAME, OTHER);
        List<String> planned = new ArrayList<>();
        List<String> toldOff = new ArrayList<>();
        Configuration first = configured();
        first.start();
        for (int i = 0; i < 150; i++) {
            say(planned, toldOff, i);
        }
        first.shutdown();
        for (int i = 150; i < 900; i++) {
            say(planned, toldOff, i);
        }
        Configuration second = configured();
        second.start();
        for (int i = 900; i < 1_000; i++) {
            say(planned, toldOff, i);
        }

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reactions).hasSizeGreaterThanOrEqualTo(planned.size());
            assertThat(cancelled).hasSizeGreaterThanOrEqualTo(toldOff.size());
        });
        // What a stop cut off before its token moved is seen again: reactions are told apart by their receipts.
        assertThat(reactions.stream().distinct()).containsExactlyElementsOf(planned);
        assertThat(cancelled.stream().distinct()).containsExactlyElementsOf(toldOff);
        second.shutdown();
    }

    @Test
    void givenNothingThatConcernsAnAutomation_itsTokenMovesAllTheSame() {
        layDown(-1, NAME, OTHER);
        Configuration axon = configured();
        axon.start();
        for (int i = 0; i < 20; i++) {
            plan("1." + i);
        }
        awaitPosition(axon, OTHER, 19);
        assertThat(cancelled).isEmpty();
        axon.shutdown();
    }

    @Test
    void givenAnEntryThatIsNotUnderstood_noAutomationPassesIt_untilItIsUnderstood() {
        layDown(-1, NAME, OTHER);
        Configuration axon = configured();
        axon.start();
        plan("1");
        cancel("no more");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cancelled).hasSize(1));
        axon.shutdown();

        plan("2");
        cancel("of a later version");
        rename("release-cancelled.v1", "release-cancelled.v9");
        plan("3");
        Configuration second = configured();
        second.start();
        plan("4");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reactions).containsExactly("1", "2"));

        rename("release-cancelled.v9", "release-cancelled.v1");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reactions).containsExactly("1", "2", "3", "4");
            assertThat(cancelled).containsExactly("no more", "of a later version");
        });
        second.shutdown();
    }

    @Test
    void givenThatTheEndIsNotFoundAtFirst_whatWasRecordedBefore_isReactedToWithoutAnotherAppend() {
        layDown(-1, NAME, OTHER);
        plan("1");
        AtomicBoolean failed = new AtomicBoolean();
        EventStorageEngine store = store();
        EventStorageEngine stumbling = (EventStorageEngine) Proxy.newProxyInstance(
                EventStorageEngine.class.getClassLoader(),
                new Class<?>[] {EventStorageEngine.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("createHeadToken") && failed.compareAndSet(false, true)) {
                        throw new EventStoreException("the database does not answer");
                    }
                    return method.invoke(store, arguments);
                });
        Configuration axon = Automations.of(List.of(new WhenPlanned(), new WhenCancelled()), stumbling, dataSource);
        axon.start();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reactions).containsExactly("1"));
        assertThat(failed).isTrue();
        axon.shutdown();
    }

    private void say(List<String> planned, List<String> toldOff, int number) {
        if (number % 7 == 0) {
            cancel("reason " + number);
            toldOff.add("reason " + number);
        } else {
            plan("1." + number);
            planned.add("1." + number);
        }
    }

    private void layDown(long after, String... automations) {
        for (String automation : automations) {
            Automations.tokens(dataSource).layDown(automation, new GlobalSequenceTrackingToken(after));
        }
    }

    private static void awaitPosition(Configuration axon, String automation, long position) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> axon
                        .eventProcessingConfiguration()
                        .eventProcessor(automation, StreamingEventProcessor.class)
                        .orElseThrow()
                        .processingStatus()
                        .values()
                        .stream()
                        .allMatch(status -> status.getCurrentPosition().orElse(-1) >= position));
    }

    private Configuration configured() {
        return Automations.of(List.of(new WhenPlanned(), new WhenCancelled()), store(), dataSource);
    }

    private EventStorageEngine store() {
        return new LedgerEventStorageEngine(engine, new EntryReader(dataSource), signal, "/release-ledger/test");
    }

    private void plan(String version) {
        append(new ReleasePlanned(
                "p", version, "t", ReleaseKind.STANDARD, Strategy.ROLLING, null, ACTOR, null, null, 1));
    }

    private void cancel(String reason) {
        append(new ReleaseCancelled(reason));
    }

    private void append(Event event) {
        String stream = "release/" + UUID.randomUUID();
        EntryDraft draft = EntryDraft.of(
                UUID.randomUUID(),
                "/release-ledger/test",
                stream,
                event,
                new Attribution(ACTOR, Set.of(Role.RELEASE_MANAGER), Instant.now(), null),
                "c",
                null,
                null);
        assertThat(engine.append(Append.of(List.of(new Expectation(stream, -1)), List.of(new PendingEntry(draft)))))
                .isInstanceOf(AppendOutcome.Appended.class);
    }

    /** As if an instance of another version had recorded it. */
    private void rename(String from, String to) {
        asSuperuser(database, """
                set session_replication_role = replica;
                update ledger.entry set bytes = convert_to(
                    replace(convert_from(bytes, 'UTF8'), '%s', '%s'), 'UTF8')
                where position = 3""".formatted(from, to));
    }
}
