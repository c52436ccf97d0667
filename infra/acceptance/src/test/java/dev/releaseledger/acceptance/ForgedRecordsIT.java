package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Consumed;
import dev.releaseledger.acceptance.harness.Forger;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.ServiceProcess;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records in the topics that the ledger did not write: what is harmless is passed over, what is not stops everything. */
@ExtendWith(LogsOnFailure.class)
class ForgedRecordsIT {

    @Test
    void replayedRecordsAndForeignCheckpointsAreIgnored_anotherEntryAtAnOldPositionIsAFork() {
        try (Ledger ledger = Ledger.start("forked", 1, 1);
                Forger forger = new Forger(ledger)) {
            Team team = new Team(ledger);
            UUID release = team.plan("forged", "1.0");
            for (int i = 0; i < 20; i++) {
                team.the("developer")
                        .post(path(release, "changes"), Team.change("pr-" + i))
                        .expect(200);
            }
            Answer last = team.the("developer")
                    .post(path(release, "changes"), Team.change("last"))
                    .expect(200);
            Consumed before = ledger.whole(last.position());

            forger.replay(before, 0, before.size());
            forger.replay(before, 5, 10);
            forger.addCheckpoint(new Checkpoint(ledger.origin(), before.size(), Hash.leaf(new byte[] {1})));
            forger.addCheckpoint(new Checkpoint(ledger.origin(), before.size() + 1, Hash.leaf(new byte[] {2})));
            Answer next = team.the("developer")
                    .post(path(release, "changes"), Team.change("next"))
                    .expect(200);
            Consumed after = ledger.whole(next.position());
            assertThat(after.duplicates()).isEqualTo((int) before.size() + 5);
            assertThat(after.foreignNotes()).isEqualTo(2);
            assertThat(after.size()).isEqualTo(before.size() + 1);
            assertThat(ledger.queryService(0).health()).isEqualTo(200);

            forger.replace(after, 3, entry -> entry.put("decidedat", "2020-01-01T00:00:00Z"));
            standsStill(ledger, team, release, "position 3 came again");
        }
    }

    @Test
    void anEntryThatTheLedgerNeverHadIsNoticed() {
        try (Ledger ledger = Ledger.start("invented", 1, 1);
                Forger forger = new Forger(ledger)) {
            Team team = new Team(ledger);
            UUID release = team.plan("forged", "1.0");
            Answer last = team.the("developer")
                    .post(path(release, "changes"), Team.change("pr-1"))
                    .expect(200);
            Consumed before = ledger.whole(last.position());

            forger.addNext(before);
            Answer real = team.the("developer")
                    .post(path(release, "changes"), Team.change("pr-2"))
                    .expect(200);
            assertThat(real.position()).isEqualTo(before.size());
            standsStill(ledger, team, release, "position " + real.position() + " came again");
            assertThat(ledger.vouchedFor().size())
                    .as("nobody vouches for what was invented")
                    .isEqualTo(before.size());
        }
    }

    @Test
    void aDatabaseThatIsNotWhatTheTopicTells_isNotAppendedTo() {
        try (Ledger ledger = Ledger.start("restored", 1, 1);
                Forger forger = new Forger(ledger)) {
            Team team = new Team(ledger);
            UUID release = team.plan("restored", "1.0");
            Consumed before = ledger.whole(1);
            ledger.commandService(0).stop();
            try (ServiceProcess impostor =
                    ledger.startImpostor(TestServers.shared().newDatabase())) {
                refusesToAppend(team.the("release-manager").at(impostor), impostor, release);
                assertThat(ledger.consumed().size()).isEqualTo(before.size());
            }
            ledger.commandService(0).start();
            Answer goesOn = team.the("developer")
                    .postUntilAnswered(path(release, "changes"), Team.change("pr-1"), UUID.randomUUID())
                    .expect(200);
            assertThat(goesOn.position()).isEqualTo(before.size());
            Consumed after = ledger.whole(goesOn.position());

            ledger.commandService(0).killHard();
            forger.addNext(after);
            ledger.commandService(0).start();
            refusesToAppend(team.the("developer"), ledger.commandService(0), release);
        }
    }

    /** The query service says so, goes no further, and a restart changes nothing about it. */
    private static void standsStill(Ledger ledger, Team team, UUID release, String why) {
        ServiceProcess queries = ledger.queryService(0);
        awaitHealth(queries, 503);
        Caller admin = team.the("admin");
        assertThat(admin.get("/actuator/health").text()).contains(why);
        assertThat(ledger.nobody().get("/actuator/health").text()).doesNotContain(why);
        long reached = ledger.handedOut().size();
        Answer unseen = team.the("developer")
                .post(path(release, "changes"), Team.change("unseen"))
                .expect(200);
        admin.get(path(release) + "?after=" + unseen.position()).expectProblem(503, "not-projected");

        queries.killHard();
        queries.start();
        awaitHealth(queries, 503);
        admin.getUntil("/actuator/health", answer -> answer.text().contains(why));
        admin.get(path(release) + "?after=" + unseen.position()).expectProblem(503, "not-projected");
        assertThat(ledger.handedOut()).hasSize((int) reached);
        assertThat(admin.get(path(release)).expect(200).text()).doesNotContain("unseen");
    }

    private static void awaitHealth(ServiceProcess service, int status) {
        Awaitility.await(service + " says " + status)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> service.health() == status);
    }

    private static void refusesToAppend(Caller caller, ServiceProcess service, UUID release) {
        awaitHealth(service, 503);
        Awaitility.await("the log says why")
                .atMost(Duration.ofMinutes(2))
                .until(() -> service.log().contains("this database is not appended to"));
        caller.post("/v1/releases", Team.planned("refused", "1.0")).expect(503).requireProblem();
        Answer refused = caller.post(path(release, "changes"), Team.change("refused"));
        assertThat(refused.status()).as("%s", refused).isIn(404, 503);
        refused.requireProblem();
    }
}
