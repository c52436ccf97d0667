package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Answer;
import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.ServiceProcess;
import dev.releaseledger.acceptance.harness.Team;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A flag that opens a dark release to more and more people, and is taken back with it, while services die. */
@ExtendWith(LogsOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlagLifeIT {
    private static final String PRODUCT = "lamps";
    private static final String KEY = "lamps.dim-slowly";
    private static final int PEOPLE = 200;

    private Ledger ledger;
    private Team team;
    private Caller manager;
    private Caller reader;

    @BeforeAll
    void start() {
        ledger = Ledger.start("flags", 1, 1);
        team = new Team(ledger);
        manager = ledger.as("the-manager", "release-manager", "manager");
        reader = ledger.as("the-shop", "developer@" + PRODUCT);
    }

    @AfterAll
    void end() {
        ledger.close();
    }

    @Test
    void aDarkReleaseIsOpenedByItsFlag_andARollbackTakesThatBack() {
        UUID flag = define();
        UUID release = planDark("1.1.0");
        UUID deployment = team.the("ci")
                .post(path(release, "deployments"), Map.of("environment", "qa", "flags", List.of(KEY)))
                .expect(201)
                .id();
        reader.getUntil(at(flag), answer -> answer.text().contains(release.toString()));
        assertThat(served(0)).isEmpty();

        Answer tooFar = manager.post(at(flag, "advance"), Map.of("phase", "beta", "basisPoints", 2_000));
        assertThat(tooFar.expect(409).rules()).contains("PhaseIsNotSkipped");
        Answer internal = manager.post(at(flag, "advance"), Map.of("phase", "internal", "basisPoints", 500))
                .expect(200);
        Set<String> few = served(internal.position());
        Map<String, Object> further =
                Map.of("phase", "beta", "basisPoints", 2_000, "overrideReason", "The fair is tomorrow");
        assertThat(manager.post(at(flag, "advance"), further).expect(409).rules())
                .containsExactly("OpenedDeploymentIsHealthy");
        isHealthy(release, deployment);
        Answer beta = manager.post(at(flag, "advance"), further).expect(200);
        Set<String> more = served(beta.position());
        assertThat(few).isNotEmpty().hasSizeLessThan(PEOPLE / 5);
        assertThat(more).containsAll(few).hasSizeGreaterThan(few.size());

        kill(ledger.queryService(0), ledger.commandService(0));
        assertThat(served(beta.position())).isEqualTo(more);

        takeBack(release, deployment);
        reader.getUntil(at(flag), answer -> answer.text().contains("\"DISABLED\""));
        kill(ledger.queryService(0), ledger.commandService(0));
        nobodyIsServedAnyMore_butWhatWasIsKnown(release, internal, few, beta, more);
        everythingIsSaidOnce(flag, release);
    }

    private UUID define() {
        return manager.post(
                        "/v1/flags",
                        Map.ofEntries(
                                Map.entry("key", KEY),
                                Map.entry("product", PRODUCT),
                                Map.entry("type", "RELEASE"),
                                Map.entry("purpose", "Dim without a flicker"),
                                Map.entry("owner", "the-developer"),
                                Map.entry("valueType", "STRING"),
                                Map.entry(
                                        "variants",
                                        List.of(
                                                Map.of("name", "slow", "value", "slow"),
                                                Map.of("name", "fast", "value", "fast"))),
                                Map.entry("onVariant", "slow"),
                                Map.entry("offVariant", "fast"),
                                Map.entry("ends", "2099-06-30")))
                .expect(201)
                .id();
    }

    private UUID planDark(String version) {
        Map<String, Object> planned = new HashMap<>(Team.planned(PRODUCT, version));
        planned.put("strategy", "FEATURE_FLAGS");
        return team.the("release-manager")
                .post("/v1/releases", planned)
                .expect(201)
                .id();
    }

    private void isHealthy(UUID release, UUID deployment) {
        Instant now = Instant.now();
        team.the("ci")
                .post(
                        path(release, "deployments/" + deployment + "/health"),
                        Map.of(
                                "from",
                                now.toString(),
                                "to",
                                now.plusMillis(1).toString(),
                                "source",
                                "probe",
                                "samples",
                                500,
                                "errorRatePercent",
                                0.1))
                .expect(200);
    }

    /** Demands it and has two people confirm it. */
    private void takeBack(UUID release, UUID deployment) {
        UUID rollback = team.the("on-call")
                .post(
                        path(release, "rollbacks"),
                        Map.of(
                                "deploymentId",
                                deployment,
                                "reason",
                                "CRITICAL_BUG",
                                "kinds",
                                List.of("FLAG"),
                                "summary",
                                "Lamps stay dark"))
                .expect(201)
                .id();
        team.the("on-call")
                .post(path(release, "rollbacks/" + rollback + "/confirm"), Map.of())
                .expect(200);
        ledger.as("another-manager", "manager")
                .post(path(release, "rollbacks/" + rollback + "/confirm"), Map.of())
                .expect(200);
    }

    private void nobodyIsServedAnyMore_butWhatWasIsKnown(
            UUID release, Answer internal, Set<String> few, Answer beta, Set<String> more) {
        String person = more.iterator().next();
        // A service that has just started reads its flags first.
        JsonNode now =
                evaluated(person, "?after=" + beta.position()).expect(200).json();
        assertThat(now.path("value").asString()).isEqualTo("fast");
        assertThat(now.path("reason").asString()).isEqualTo("DISABLED");
        assertThat(now.path("metadata").path("releaseId").asString()).isEqualTo(release.toString());
        assertThat(served("?asOf=" + internal.position())).isEqualTo(few);
        assertThat(served("?asOf=" + beta.position())).isEqualTo(more);
        assertThat(served("")).isEmpty();
    }

    private void everythingIsSaidOnce(UUID flag, UUID release) {
        Answer disabled = reader.get(at(flag)).expect(200);
        assertThat(ledger.whole().story("flag/" + flag))
                .as(disabled.text())
                .containsExactly("defined", "linked", "rollout-advanced", "rollout-advanced", "disabled");
        assertThat(reader.getUntil(path(release), answer -> answer.text().contains("FLAG"))
                        .text())
                .contains(KEY);
        assertThat(reader.get(path(release, "timeline")).expect(200).text()).contains(KEY);
    }

    private void kill(ServiceProcess... services) {
        for (ServiceProcess service : services) {
            service.killHard();
        }
        for (ServiceProcess service : services) {
            service.start();
        }
        for (ServiceProcess service : services) {
            service.awaitReady();
        }
    }

    private Set<String> served(long position) {
        return served("?after=" + position);
    }

    /** Those who get the new. */
    private Set<String> served(String query) {
        Set<String> reached = new HashSet<>();
        for (int i = 0; i < PEOPLE; i++) {
            String person = "customer-" + i;
            if (evaluated(person, query)
                    .expect(200)
                    .json()
                    .path("variant")
                    .asString()
                    .equals("slow")) {
                reached.add(person);
            }
        }
        return reached;
    }

    private Answer evaluated(String person, String query) {
        return reader.ask("/ofrep/v1/evaluate/flags/" + KEY + query, Map.of("context", Map.of("targetingKey", person)));
    }

    private static String at(UUID flag) {
        return "/v1/flags/" + flag;
    }

    private static String at(UUID flag, String what) {
        return at(flag) + "/" + what;
    }
}
