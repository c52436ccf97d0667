package dev.releaseledger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Consumed;
import dev.releaseledger.acceptance.harness.HistoryFile;
import dev.releaseledger.acceptance.harness.Importing;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.Listed;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.ServiceProcess;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.events.envelope.Envelope;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Services that die as the power goes out, again and again, in the middle of an import. */
@ExtendWith(LogsOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledServicesIT {
    private static final int RELEASES = 120;
    private static final int COMMITS_EACH = 60;

    private Ledger ledger;

    @BeforeAll
    void start() {
        ledger = Ledger.start("killed", 1, 1);
    }

    @AfterAll
    void end() {
        ledger.close();
    }

    @Test
    void killedInTheMiddleOfAnImport_everythingIsThereExactlyOnce() {
        HistoryFile history = HistoryFile.madeUp("survivor", RELEASES, COMMITS_EACH);
        ServiceProcess commands = ledger.commandService(0);
        ServiceProcess queries = ledger.queryService(0);
        CompletableFuture<Importing> importing = Importing.begin(history.file(), commands);

        killWhen(400, importing, commands);
        killWhen(1_200, importing, queries);
        killWhen(2_000, importing, commands, queries);
        killWhen(3_200, importing, commands);
        killWhen(4_400, importing, queries, commands);

        Importing first = Awaitility.await("the importer outlives the services")
                .atMost(Duration.ofMinutes(5))
                .until(() -> importing, CompletableFuture::isDone)
                .join()
                .expectWhole();
        assertThat(first.releases()).isEqualTo(RELEASES);
        Consumed once = ledger.whole(history.commits());
        Importing again = Importing.of(history.file(), commands).expectWhole();
        Consumed twice = ledger.whole(once.size() - 1);

        assertThat(twice.size()).as(again.said()).isEqualTo(once.size());
        everythingIsThereOnce(twice, history);
    }

    /** Kills when so much is published, starts again at once, and makes sure that it was in the middle. */
    private void killWhen(long published, CompletableFuture<Importing> importing, ServiceProcess... services) {
        Awaitility.await("so much is published: " + published)
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ledger.published() > published);
        for (ServiceProcess service : services) {
            service.killHard();
        }
        assertThat(importing)
                .as("the import is still under way when %d are published", published)
                .isNotDone();
        // The importer goes on once its service is back: that comes last, so that it does not end while others start.
        Stream.of(services)
                .sorted(Comparator.comparing(service -> service == ledger.commandService(0)))
                .forEach(service -> {
                    service.start();
                    service.awaitReady();
                });
    }

    private void everythingIsThereOnce(Consumed consumed, HistoryFile history) {
        Set<String> streams = consumed.streamsOf(history.project());
        assertThat(streams).hasSize(RELEASES);
        List<Envelope> changes = consumed.ofType("change-added.v1");
        assertThat(changes).hasSize((int) history.commits());
        assertThat(changes.stream()
                        .map(change -> change.data().path("commit").asString())
                        .collect(Collectors.toSet()))
                .hasSize((int) history.commits());
        assertThat(consumed.ofType("evidence-recorded.v1")).hasSize((int) history.candidates());
        assertThat(consumed.ofType("release-completed.v1")).hasSize(RELEASES);
        assertThat(consumed.ofType("deployment-verified.v1")).hasSize(RELEASES);
        List<JsonNode> listed = Listed.releases(new Team(ledger).the("auditor"), history.project());
        assertThat(listed).hasSize(RELEASES);
        assertThat(listed).allSatisfy(release -> {
            assertThat(release.path("changeCount").asInt()).isEqualTo(COMMITS_EACH);
            assertThat(release.path("status").asString()).isEqualTo("COMPLETED");
            assertThat(release.path("incomplete").asBoolean()).isFalse();
        });
    }
}
