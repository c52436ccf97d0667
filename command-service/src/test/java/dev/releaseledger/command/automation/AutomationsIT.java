package dev.releaseledger.command.automation;

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
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.servers.testing.TestDatabase;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutomationsIT {
    private static final String NAME = "when-planned";
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

    @Test
    void givenAToken_anAutomationReactsToWhatComesAfterIt_onceAcrossRestarts() {
        plan("1");
        Configuration first = configured();
        Automations.tokens(dataSource).layDown(NAME, new GlobalSequenceTrackingToken(0));
        first.start();
        plan("2");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(reactions).containsExactly("2"));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> first
                        .eventProcessingConfiguration()
                        .eventProcessor(NAME, StreamingEventProcessor.class)
                        .orElseThrow()
                        .processingStatus()
                        .values()
                        .stream()
                        .allMatch(status -> status.getCurrentPosition().orElse(-1) >= 1));
        first.shutdown();

        plan("3");
        Configuration second = configured();
        second.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
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

    private Configuration configured() {
        LedgerEventStorageEngine store =
                new LedgerEventStorageEngine(engine, new EntryReader(dataSource), signal, "/release-ledger/test");
        return Automations.of(List.of(new WhenPlanned()), store, dataSource);
    }

    private void plan(String version) {
        UUID release = UUID.randomUUID();
        EntryDraft draft = EntryDraft.of(
                UUID.randomUUID(),
                "/release-ledger/test",
                "release/" + release,
                new ReleasePlanned(
                        "p", version, "t", ReleaseKind.STANDARD, Strategy.ROLLING, null, ACTOR, null, null, 1),
                new Attribution(ACTOR, Set.of(Role.RELEASE_MANAGER), Instant.now(), null),
                "c",
                null,
                null);
        assertThat(engine.append(Append.of(
                        List.of(new Expectation("release/" + release, -1)), List.of(new PendingEntry(draft)))))
                .isInstanceOf(AppendOutcome.Appended.class);
    }
}
