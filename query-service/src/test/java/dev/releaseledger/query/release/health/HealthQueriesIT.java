package dev.releaseledger.query.release.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.environment.VersionReturned;
import dev.releaseledger.events.environment.VersionTookOver;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackExecutionAccepted;
import dev.releaseledger.events.release.RollbackExecutionFailed;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RollingSize;
import dev.releaseledger.events.release.Rollout;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Health reports, what they demand, and how deployments and rollbacks go, by the whole service on real servers. */
class HealthQueriesIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final ReleasePolicy DEFAULT = PolicyBook.defaultPolicy();

    /** Runs well; broken goes by steps and is taken back by a trigger; doubted runs and is taken back by people. */
    private static final UUID STABLE = id(0xa1);

    private static final UUID BROKEN = id(0xa2);
    private static final UUID DOUBTED = id(0xa3);
    private static final UUID STABLE_DEPLOYMENT = id(0xd1);
    private static final UUID BROKEN_DEPLOYMENT = id(0xd2);
    private static final UUID DOUBTED_DEPLOYMENT = id(0xd3);
    private static final UUID BROKEN_ROLLBACK = id(0xb2);
    private static final UUID DOUBTED_ROLLBACK = id(0xb3);
    private static final String EVIDENCE = "sha256:" + "0".repeat(64);

    private static RunningQueryService service;
    private static long firstStep;
    private static long firstFold;
    private static long secondStep;
    private static Instant secondStepAt = Instant.EPOCH;
    private static long unhealthyFold;
    private static long fired;
    private static long brokenTriggered;
    private static long brokenStarted;
    private static long brokenVerified;
    private static long doubtedRuns;
    private static Instant doubtedRunsAt = Instant.EPOCH;
    private static long doubtedTriggered;
    private static long doubtedStarted;
    private static long doubtedVerified;

    private static UUID id(int n) {
        return new UUID(0x7000, 0x8000_0000_0000_0000L + n);
    }

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                SERVERS.newDatabase(), PREFIX, ISSUER, List.of(LEDGER.key().format()));
        publish(2, "50");
        publish(3, "0.5");
        recordStable();
        recordBroken();
        recordDoubted();
        service.awaitProjected(LEDGER.size());
    }

    private static void recordStable() {
        plan(STABLE, "1.0.0", Strategy.BIG_BANG);
        say(STABLE, new DeploymentStarted(STABLE_DEPLOYMENT, "production", Strategy.BIG_BANG, null));
        say(STABLE, new DeploymentVerified(STABLE_DEPLOYMENT, "smoke", null, null, null));
        tookOver(STABLE, STABLE_DEPLOYMENT, "1.0.0");
    }

    private static void recordBroken() {
        Baseline usual = usual();
        plan(BROKEN, "1.1.0", Strategy.CANARY);
        say(BROKEN, new DeploymentStarted(BROKEN_DEPLOYMENT, "production", Strategy.CANARY, null));
        say(BROKEN, planned(BROKEN_DEPLOYMENT, Strategy.CANARY));
        firstStep = say(BROKEN, new StepTaken(BROKEN_DEPLOYMENT, "5-percent", 5, null, null, null));
        firstFold = say(
                BROKEN,
                new HealthReported(
                        BROKEN_DEPLOYMENT, HealthVerdict.HEALTHY, usual, List.of(report(1, "0.2"), report(2, "0.3"))));
        secondStepAt = LEDGER.now().plus(Duration.ofMinutes(1));
        secondStep = say(BROKEN, new StepTaken(BROKEN_DEPLOYMENT, "25-percent", 25, null, null, null));
        unhealthyFold = say(
                BROKEN, new HealthReported(BROKEN_DEPLOYMENT, HealthVerdict.UNHEALTHY, usual, List.of(report(3, "8"))));
        fired = say(
                BROKEN,
                new TriggerFired(
                        BROKEN_DEPLOYMENT,
                        BROKEN_ROLLBACK,
                        "error-rate",
                        RollbackReason.ERROR_RATE,
                        new BigDecimal("8"),
                        new BigDecimal("0.2"),
                        new BigDecimal("5"),
                        List.of(report(3, "8").id()),
                        false));
        brokenTriggered = say(
                BROKEN,
                new RollbackTriggered(
                        BROKEN_ROLLBACK,
                        BROKEN_DEPLOYMENT,
                        RollbackReason.ERROR_RATE,
                        Set.of(RollbackKind.CODE),
                        "1.0.0",
                        "too many errors"));
        brokenStarted = say(BROKEN, new RollbackStarted(BROKEN_ROLLBACK, BROKEN_DEPLOYMENT, "error-rate"));
        say(BROKEN, new AnnouncementSent("rolling-back", 0, true, null, "https://chat.example/1", null));
        say(BROKEN, new RollbackExecutionStarted(BROKEN_ROLLBACK, RollbackKind.CODE, 1, id(0xe1)));
        say(BROKEN, new RollbackExecutionFailed(BROKEN_ROLLBACK, RollbackKind.CODE, 1, "503", LEDGER.now()));
        say(BROKEN, new RollbackExecutionStarted(BROKEN_ROLLBACK, RollbackKind.CODE, 2, id(0xe2)));
        say(BROKEN, new RollbackExecutionAccepted(BROKEN_ROLLBACK, RollbackKind.CODE, 2));
        say(
                BROKEN,
                new RollbackStepDone(
                        BROKEN_ROLLBACK, RollbackKind.CODE, "pipeline", "1.0.0", Set.of(), null, null, null));
        say(BROKEN, new HealthReported(BROKEN_DEPLOYMENT, HealthVerdict.HEALTHY, usual, List.of(report(4, "0.1"))));
        say(BROKEN, new RollbackConfirmed(BROKEN_ROLLBACK, Role.ON_CALL, "it was right to"));
        say(BROKEN, new RollbackConfirmed(BROKEN_ROLLBACK, Role.MANAGER, null));
        brokenVerified = say(
                BROKEN,
                new RollbackVerified(
                        BROKEN_ROLLBACK, BROKEN_DEPLOYMENT, report(4, "0.1").id(), null));
        returned(BROKEN_ROLLBACK, BROKEN_DEPLOYMENT);
        say(BROKEN, new AnnouncementSent("rolled-back", 0, true, null, null, null));
        say(BROKEN, new RollbackCompleted(BROKEN_ROLLBACK));
        say(BROKEN, new RollbackObligationMet(BROKEN_ROLLBACK, "DOCUMENTED", "https://wiki.example/1", EVIDENCE, null));
    }

    private static void recordDoubted() {
        plan(DOUBTED, "1.2.0", Strategy.BIG_BANG);
        say(DOUBTED, new DeploymentStarted(DOUBTED_DEPLOYMENT, "production", Strategy.BIG_BANG, null));
        say(DOUBTED, planned(DOUBTED_DEPLOYMENT, Strategy.BIG_BANG));
        doubtedRunsAt = LEDGER.now().plus(Duration.ofMinutes(1));
        doubtedRuns = say(DOUBTED, new DeploymentVerified(DOUBTED_DEPLOYMENT, "smoke", null, null, null));
        tookOver(DOUBTED, DOUBTED_DEPLOYMENT, "1.2.0");
        say(DOUBTED, new HealthReported(DOUBTED_DEPLOYMENT, HealthVerdict.HEALTHY, usual(), List.of(report(11, "1"))));
        doubtedTriggered = say(
                DOUBTED,
                new RollbackTriggered(
                        DOUBTED_ROLLBACK,
                        DOUBTED_DEPLOYMENT,
                        RollbackReason.CRITICAL_BUG,
                        Set.of(RollbackKind.CODE),
                        "1.0.0",
                        "customers cannot pay"));
        say(DOUBTED, new RollbackConfirmed(DOUBTED_ROLLBACK, Role.ON_CALL, null));
        say(DOUBTED, new RollbackConfirmed(DOUBTED_ROLLBACK, Role.MANAGER, null));
        doubtedStarted = say(DOUBTED, new RollbackStarted(DOUBTED_ROLLBACK, DOUBTED_DEPLOYMENT, null));
        say(
                DOUBTED,
                new RollbackStepDone(
                        DOUBTED_ROLLBACK, RollbackKind.CODE, "olga", "1.0.0", Set.of(), null, null, "by hand"));
        say(
                DOUBTED,
                new HealthReported(DOUBTED_DEPLOYMENT, HealthVerdict.HEALTHY, usual(), List.of(report(12, "0.1"))));
        doubtedVerified = say(
                DOUBTED,
                new RollbackVerified(
                        DOUBTED_ROLLBACK, DOUBTED_DEPLOYMENT, report(12, "0.1").id(), null));
        returned(DOUBTED_ROLLBACK, DOUBTED_DEPLOYMENT);
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static long say(UUID release, ReleaseEvent event) {
        LEDGER.timePasses(Duration.ofMinutes(1));
        return LEDGER.say(ReleaseStream.name(release), event, LEDGER.live(Role.RELEASE_MANAGER));
    }

    private static void tookOver(UUID release, UUID deployment, String version) {
        LEDGER.say(
                EnvironmentEvent.stream("checkout", "production"),
                new VersionTookOver(new RunningVersion(release, deployment, version, null)),
                LEDGER.live(Role.RELEASE_MANAGER));
    }

    private static void returned(UUID rollback, UUID deployment) {
        LEDGER.say(
                EnvironmentEvent.stream("checkout", "production"),
                new VersionReturned(rollback, deployment, "1.0.0"),
                LEDGER.live(Role.RELEASE_MANAGER));
    }

    private static void plan(UUID release, String version, Strategy strategy) {
        say(
                release,
                new ReleasePlanned(
                        "checkout",
                        version,
                        "The checkout",
                        ReleaseKind.STANDARD,
                        strategy,
                        null,
                        TestLedger.PLANNER,
                        null,
                        null,
                        1));
    }

    private static RolloutPlanned planned(UUID deployment, Strategy strategy) {
        return new RolloutPlanned(
                deployment,
                Rollout.of(strategy, DEFAULT.deployments(), new RollingSize(1, 1), Colour.GREEN, Set.of())
                        .steps(),
                null,
                null,
                Set.of(),
                new RunningVersion(STABLE, STABLE_DEPLOYMENT, "1.0.0", null),
                usual());
    }

    private static Baseline usual() {
        return new Baseline(new BigDecimal("0.2"), new BigDecimal("120"), null, STABLE_DEPLOYMENT);
    }

    private static HealthReport report(int n, String errorRate) {
        Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * n);
        return new HealthReport(
                id(0xf00 + n),
                from,
                from.plusSeconds(60),
                "prometheus",
                1_000,
                new BigDecimal(errorRate),
                new BigDecimal("130"),
                null,
                null,
                null);
    }

    private static void publish(int version, String errorRateAbove) {
        ObjectNode document = (ObjectNode)
                new JsonMapper().readTree(PolicyDocument.write(DEFAULT).toString());
        document.remove("version");
        ((ObjectNode) document.at("/triggers/0")).put("abovePercent", new BigDecimal(errorRateAbove));
        switch (PolicyDocument.read(document, version)) {
            case PolicyDocument.Reading.Whole whole ->
                LEDGER.say(
                        PolicyEvent.stream("checkout"),
                        PolicyVersionPublished.of("checkout", whole.policy(), "above " + errorRateAbove),
                        LEDGER.live(Role.ADMIN));
            case PolicyDocument.Reading.Faulty faulty ->
                throw new IllegalStateException(faulty.faults().toString());
        }
    }

    private static JsonNode ask(String path) {
        Answer answer = service.get(path, "developer@checkout");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode deployment(UUID release, String query) {
        return ask("/v1/releases/" + release + query).get("deployments").get(0);
    }

    private static JsonNode rollback(UUID release, String query) {
        return ask("/v1/releases/" + release + query).get("rollbacks").get(0);
    }

    private static String verdict(UUID release, UUID rollback) {
        return "/v1/releases/" + release + "/rollbacks/" + rollback + "/verdict";
    }

    private static String health(UUID release, UUID deployment) {
        return "/v1/releases/" + release + "/deployments/" + deployment + "/health";
    }

    private static List<String> states(JsonNode rollback) {
        return rollback.get("steps")
                .valueStream()
                .map(step ->
                        step.get("name").stringValue() + " " + step.get("state").stringValue())
                .toList();
    }

    private static List<Boolean> fires(JsonNode verdict) {
        return verdict.get("triggers")
                .valueStream()
                .map(trigger -> trigger.get("fires").booleanValue())
                .toList();
    }

    @Test
    void aDeploymentShowsItsSteps_thoseTakenAndTheNextOneWithItsTime() {
        JsonNode then = deployment(BROKEN, "?asOf=" + secondStep);
        JsonNode rollout = then.get("rollout");
        JsonNode steps = rollout.get("steps");

        assertThat(rollout.get("strategy").stringValue()).isEqualTo("CANARY");
        assertThat(steps.findValuesAsString("name"))
                .containsExactly("5-percent", "25-percent", "50-percent", "100-percent");
        assertThat(steps.get(0).get("atLeast").stringValue()).isEqualTo("PT5M");
        assertThat(steps.get(0).get("judged").booleanValue()).isTrue();
        assertThat(steps.get(1).get("by").stringValue()).isEqualTo(TestLedger.PLANNER.toString());
        assertThat(steps.get(1).get("at").stringValue()).isEqualTo(secondStepAt.toString());
        assertThat(steps.get(2).get("at").isNull()).isTrue();
        assertThat(rollout.get("next").get("name").stringValue()).isEqualTo("50-percent");
        assertThat(rollout.get("next").get("from").stringValue())
                .isEqualTo(secondStepAt.plus(Duration.ofMinutes(5)).toString());
        assertThat(rollout.get("next").get("awaits").stringValue()).isEqualTo("HEALTH");
        assertThat(then.get("replaces").get("version").stringValue()).isEqualTo("1.0.0");
        assertThat(then.get("percent").intValue()).isEqualTo(25);
    }

    @Test
    void aDeploymentShowsItsHealth_asItWasThen() {
        JsonNode before = deployment(BROKEN, "?asOf=" + firstStep);
        JsonNode healthy = deployment(BROKEN, "?asOf=" + firstFold);
        JsonNode unhealthy = deployment(BROKEN, "?asOf=" + brokenTriggered);
        JsonNode watched = deployment(DOUBTED, "?asOf=" + doubtedRuns);

        assertThat(before.get("verdict").isNull()).isTrue();
        assertThat(before.get("newestReport").isNull()).isTrue();
        assertThat(healthy.get("verdict").stringValue()).isEqualTo("HEALTHY");
        assertThat(healthy.get("newestReport").get("id").stringValue())
                .isEqualTo(report(2, "0.3").id().toString());
        assertThat(healthy.get("usual").get("errorRatePercent").decimalValue()).isEqualByComparingTo("0.2");
        assertThat(healthy.get("watchedUntil").isNull()).isTrue();
        assertThat(unhealthy.get("verdict").stringValue()).isEqualTo("UNHEALTHY");
        assertThat(unhealthy.get("fired").findValuesAsString("trigger")).containsExactly("error-rate");
        assertThat(watched.get("watchedUntil").stringValue())
                .isEqualTo(doubtedRunsAt.plus(Duration.ofMinutes(15)).toString());
    }

    @Test
    void givenATriggerThatActsFirst_theConfirmationsAreStillMissing_untilTheyAreGiven() {
        JsonNode waiting = rollback(BROKEN, "?asOf=" + brokenTriggered);
        JsonNode started = rollback(BROKEN, "?asOf=" + brokenStarted);
        JsonNode now = rollback(BROKEN, "");

        assertThat(waiting.get("progress").stringValue()).isEqualTo("WAITING");
        assertThat(started.get("progress").stringValue()).isEqualTo("EXECUTING");
        assertThat(started.get("preAuthorisedBy").stringValue()).isEqualTo("error-rate");
        assertThat(started.get("missing")).hasSize(2);
        assertThat(states(started))
                .containsExactly(
                        "CONFIRM OPEN",
                        "ANNOUNCE_START OPEN",
                        "EXECUTE OPEN",
                        "VERIFY OPEN",
                        "ANNOUNCE_COMPLETION OPEN",
                        "AFTERWARDS OPEN");
        assertThat(now.get("missing")).isEmpty();
        assertThat(now.get("preAuthorisedBy").stringValue()).isEqualTo("error-rate");
    }

    @Test
    void aRollbackShowsItsSixSteps_withWhoAndWhenAndTheEvidence() {
        JsonNode now = rollback(BROKEN, "");
        JsonNode steps = now.get("steps");

        assertThat(now.get("progress").stringValue()).isEqualTo("COMPLETED");
        assertThat(states(now))
                .containsExactly(
                        "CONFIRM DONE",
                        "ANNOUNCE_START DONE",
                        "EXECUTE DONE",
                        "VERIFY DONE",
                        "ANNOUNCE_COMPLETION DONE",
                        "AFTERWARDS OPEN");
        assertThat(steps.get(0).get("evidence").findValuesAsString("of")).containsExactly("on-call", "manager");
        assertThat(steps.get(0).get("evidence").get(0).get("says").stringValue())
                .isEqualTo("it was right to");
        assertThat(steps.get(1).get("evidence").get(0).get("link").stringValue())
                .isEqualTo("https://chat.example/1");
        assertThat(steps.get(2).get("by").stringValue()).isEqualTo(TestLedger.PLANNER.toString());
        assertThat(steps.get(2).get("evidence").get(0).get("says").stringValue())
                .isEqualTo("version 1.0.0; by pipeline");
        assertThat(steps.get(3).get("evidence").get(0).get("of").stringValue())
                .isEqualTo(report(4, "0.1").id().toString());
        assertThat(steps.get(5).get("evidence").get(0).get("digest").stringValue())
                .isEqualTo(EVIDENCE);
    }

    @Test
    void aRollbackShowsItsTrigger_itsAttempts_andItsObligations() {
        JsonNode now = rollback(BROKEN, "");
        JsonNode trigger = now.get("trigger");
        JsonNode execution = now.get("executions").get(0);

        assertThat(trigger.get("observed").decimalValue()).isEqualByComparingTo("8");
        assertThat(trigger.get("baseline").decimalValue()).isEqualByComparingTo("0.2");
        assertThat(trigger.get("threshold").decimalValue()).isEqualByComparingTo("5");
        assertThat(trigger.get("reports").get(0).stringValue())
                .isEqualTo(report(3, "8").id().toString());
        assertThat(execution.get("attempts").intValue()).isEqualTo(2);
        assertThat(execution.get("standing").stringValue()).isEqualTo("ACCEPTED");
        assertThat(now.get("obligations").findValuesAsString("state")).containsExactly("DONE", "OPEN", "OPEN");
        assertThat(rollback(DOUBTED, "").get("trigger").isNull()).isTrue();
        assertThat(rollback(DOUBTED, "").get("progress").stringValue()).isEqualTo("VERIFIED");
    }

    @Test
    void everyReportIsListed_theNewestFirst_withTheEntryThatRecordsIt() {
        JsonNode page = ask(health(BROKEN, BROKEN_DEPLOYMENT));
        JsonNode third = page.get("reports").get(1);

        assertThat(page.get("verdict").stringValue()).isEqualTo("HEALTHY");
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(page.get("reports").findValuesAsString("id"))
                .containsExactly(
                        id(0xf04).toString(),
                        id(0xf03).toString(),
                        id(0xf02).toString(),
                        id(0xf01).toString());
        assertThat(third.get("errorRatePercent").decimalValue()).isEqualByComparingTo("8");
        assertThat(third.get("fold").get("position").longValue()).isEqualTo(unhealthyFold);
        assertThat(third.get("fold").get("verdict").stringValue()).isEqualTo("UNHEALTHY");
        assertThat(third.get("fold").get("baseline").get("latencyMillis").decimalValue())
                .isEqualByComparingTo("120");
        assertThat(third.get("fold").get("recordedAt").isString()).isTrue();
    }

    @Test
    void reportsComeInPages_alsoFromTheMiddleOfAnEntry() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; pages < 4; pages++) {
            JsonNode page = ask(health(BROKEN, BROKEN_DEPLOYMENT) + "?limit=1" + cursor);
            ids.addAll(page.get("reports").findValuesAsString("id"));
            cursor = page.get("next").isNull()
                    ? "&cursor="
                    : "&cursor=" + page.get("next").stringValue();
        }

        assertThat(ids)
                .containsExactly(
                        id(0xf04).toString(),
                        id(0xf03).toString(),
                        id(0xf02).toString(),
                        id(0xf01).toString());
        assertThat(cursor).isEqualTo("&cursor=");
    }

    @Test
    void reportsAreThoseThatWereRecordedByThen() {
        JsonNode before = ask(health(BROKEN, BROKEN_DEPLOYMENT) + "?asOf=" + firstStep);
        JsonNode after = ask(health(BROKEN, BROKEN_DEPLOYMENT) + "?asOf=" + firstFold);

        assertThat(before.get("reports")).isEmpty();
        assertThat(after.get("reports").findValuesAsString("id"))
                .containsExactly(id(0xf02).toString(), id(0xf01).toString());
        assertThat(service.get(health(BROKEN, BROKEN_DEPLOYMENT) + "?asOf=" + (firstStep - 3), "auditor")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void judgedAgainByThePinnedPolicy_theSameTriggerFires_onTheSameFigures() {
        JsonNode verdict = ask(verdict(BROKEN, BROKEN_ROLLBACK));
        JsonNode source = verdict.get("triggers").get(0).get("sources").get(0);
        JsonNode newest = source.get("reports").get(2);

        assertThat(verdict.get("policyVersion").intValue()).isEqualTo(1);
        assertThat(verdict.get("verdict").stringValue()).isEqualTo("UNHEALTHY");
        assertThat(verdict.get("demand").stringValue()).isEqualTo("demanded by error-rate");
        assertThat(verdict.get("knownUpTo").longValue()).isEqualTo(fired - 1);
        assertThat(fires(verdict)).containsExactly(true, false, false, false);
        assertThat(verdict.get("recorded").get("fired").get(0).get("position").longValue())
                .isEqualTo(fired);
        assertThat(verdict.get("sameOutcome").booleanValue()).isTrue();
        assertThat(verdict.get("sameFigures").booleanValue()).isTrue();
        assertThat(source.get("reports").findValuesAsString("report"))
                .containsExactly(
                        id(0xf01).toString(), id(0xf02).toString(), id(0xf03).toString());
        assertThat(source.get("counted").intValue()).isEqualTo(1);
        assertThat(source.get("times").intValue()).isEqualTo(1);
        assertThat(newest.get("reading").get("observed").decimalValue()).isEqualByComparingTo("8");
        assertThat(newest.get("reading").get("baseline").decimalValue()).isEqualByComparingTo("0.2");
        assertThat(newest.get("reading").get("threshold").decimalValue()).isEqualByComparingTo("5");
        assertThat(newest.get("reading").get("passed").booleanValue()).isTrue();
        assertThat(newest.get("counted").booleanValue()).isTrue();
        JsonNode checks = verdict.get("triggers").get(2).get("sources").get(0).get("reports");
        assertThat(checks.get(2).get("reading").isNull()).isTrue();
    }

    @Test
    void givenALaxerPolicy_nothingFires_andThatIsNotWhatWasRecorded() {
        JsonNode verdict = ask(verdict(BROKEN, BROKEN_ROLLBACK) + "?policyVersion=2");

        assertThat(verdict.get("policyVersion").intValue()).isEqualTo(2);
        assertThat(verdict.get("pinnedVersion").intValue()).isEqualTo(1);
        assertThat(verdict.get("verdict").stringValue()).isEqualTo("HEALTHY");
        assertThat(fires(verdict)).containsExactly(false, false, false, false);
        assertThat(verdict.get("sameOutcome").booleanValue()).isFalse();
        assertThat(verdict.get("recorded").get("verdict").stringValue()).isEqualTo("UNHEALTHY");
    }

    @Test
    void givenARollbackThatPeopleAskedFor_noTriggerDemandedIt_butAStricterPolicyWouldHave() {
        JsonNode pinned = ask(verdict(DOUBTED, DOUBTED_ROLLBACK));
        JsonNode stricter = ask(verdict(DOUBTED, DOUBTED_ROLLBACK) + "?policyVersion=3");

        assertThat(pinned.get("demand").stringValue()).startsWith("no trigger demanded it");
        assertThat(pinned.get("verdict").stringValue()).isEqualTo("HEALTHY");
        assertThat(pinned.get("recorded").get("fired")).isEmpty();
        assertThat(pinned.get("sameOutcome").booleanValue()).isTrue();
        assertThat(pinned.get("knownUpTo").longValue()).isEqualTo(doubtedTriggered - 1);
        assertThat(stricter.get("verdict").stringValue()).isEqualTo("UNHEALTHY");
        assertThat(fires(stricter)).containsExactly(true, false, false, false);
        assertThat(stricter.get("sameOutcome").booleanValue()).isFalse();
    }

    @Test
    void theVerdictIsThereFromTheTriggerOn_andWhatIsReportedLaterChangesNothing() {
        JsonNode then = ask(verdict(BROKEN, BROKEN_ROLLBACK) + "?asOf=" + brokenTriggered);
        JsonNode now = ask(verdict(BROKEN, BROKEN_ROLLBACK));

        assertThat(then).isEqualTo(now);
        assertThat(service.get(verdict(BROKEN, BROKEN_ROLLBACK) + "?asOf=" + unhealthyFold, "auditor")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void givenAPolicyVersionThatNobodyKnows_theAnswerSaysWhichThereAre() {
        Answer unknown = service.get(verdict(BROKEN, BROKEN_ROLLBACK) + "?policyVersion=9", "auditor");

        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.faultyFields()).containsExactly("policyVersion");
        assertThat(unknown.json().get("faults").get(0).get("expected").stringValue())
                .isEqualTo("1 to 3");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "cursor=x, cursor",
        "asOf=2999-01-01T00:00:00Z, asOf",
        "asOf=999999, asOf",
        "policyVersion=1, policyVersion"
    })
    void givenBadInputForReports_itIsNamed(String query, String field) {
        Answer answer = service.get(health(BROKEN, BROKEN_DEPLOYMENT) + "?" + query, "auditor");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faultyFields()).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"policyVersion=0, policyVersion", "policyVersion=x, policyVersion", "limit=1, limit"})
    void givenBadInputForAVerdict_itIsNamed(String query, String field) {
        Answer answer = service.get(verdict(BROKEN, BROKEN_ROLLBACK) + "?" + query, "auditor");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faultyFields()).containsExactly(field);
    }

    @Test
    void whatIsNotThereIsNotFound_andWhatIsNotForOneIsNotShown() {
        assertThat(service.get(health(BROKEN, STABLE_DEPLOYMENT), "auditor").status())
                .isEqualTo(404);
        assertThat(service.get(verdict(BROKEN, DOUBTED_ROLLBACK), "auditor").status())
                .isEqualTo(404);
        assertThat(service.get("/v1/releases/" + BROKEN + "/deployments/x/health", "auditor")
                        .status())
                .isEqualTo(400);
        assertThat(service.get(health(BROKEN, BROKEN_DEPLOYMENT), "developer@search")
                        .status())
                .isEqualTo(403);
        assertThat(service.get(verdict(BROKEN, BROKEN_ROLLBACK) + "?policyVersion=9", "developer@search")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatRunsIsToldAtEveryMomentOfARollback() {
        assertThat(runs(brokenStarted)).isEqualTo("1.0.0");
        assertThat(runs(brokenVerified)).isEqualTo("1.0.0");
        assertThat(runs(doubtedRuns)).isEqualTo("1.2.0");
        assertThat(runs(doubtedStarted - 1)).isEqualTo("1.2.0");
        assertThat(runs(doubtedStarted)).isNull();
        assertThat(runs(doubtedVerified - 1)).isNull();
        assertThat(runs(doubtedVerified)).isEqualTo("1.0.0");
    }

    private static @Nullable String runs(long asOf) {
        JsonNode product = ask("/v1/environments/production?product=checkout&asOf=" + asOf)
                .get("products")
                .get(0);
        assertThat(product.get("incomplete").booleanValue()).isFalse();
        JsonNode runs = product.get("runs");
        return runs.isNull() ? null : runs.get("version").stringValue();
    }

    @Test
    void bothQueriesAreInTheirDescription() {
        JsonNode paths = service.getWith("/v3/api-docs", null).json().get("paths");

        assertThat(paths.propertyNames())
                .contains(
                        "/v1/releases/{id}/deployments/{deploymentId}/health",
                        "/v1/releases/{id}/rollbacks/{rollbackId}/verdict");
    }
}
