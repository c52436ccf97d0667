package dev.releaseledger.query.dora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyDocument;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.MadeUpDeliveries;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.Recount;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The DORA figures, and the entries behind each, by the whole service on real servers. */
class DoraIT {
    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);
    private static final TestDatabase DATABASE = SERVERS.newDatabase();
    private static final String JANUARY = "from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
    private static final UUID FIRST = id(1);
    private static final UUID BAD_CANARY = id(2);
    private static final UUID FAILING = id(3);
    private static final UUID REPLACING = id(4);
    private static final UUID HOTFIX = id(5);
    private static final UUID SEARCH = id(6);
    private static final UUID LEGACY = id(7);

    private static RunningQueryService service;
    private static long hotfixPlanned;
    private static long hotfixVerified;

    private static UUID id(int n) {
        return new UUID(0x7000, 0x8000_0000_0000_0000L + n);
    }

    private static UUID deployment(UUID release, String environment) {
        return new UUID(release.getLeastSignificantBits(), environment.hashCode());
    }

    @BeforeAll
    static void record() {
        service = RunningQueryService.start(
                DATABASE, PREFIX, ISSUER, List.of(LEDGER.key().format()));
        publish("shop", 2, "Early birds");
        publish("search", 2, "Night, \"owls\"");
        recordTheFirst();
        plan(at("2026-01-06T08:00:00Z", SEARCH), "search", "7.0", 2, null);
        say(SEARCH, change("s1", "2026-01-06T10:00:00Z"));
        say(SEARCH, change("s2", "2026-01-06T10:00:00Z"));
        say(SEARCH, new ChangeRemoved("s2", "not now"));
        start(at("2026-01-06T11:00:00Z", SEARCH), "production");
        verify(at("2026-01-06T12:00:00Z", SEARCH), "production");
        recordTheBadCanary();
        recordTheFailingOne_andWhatReplacedIt();
        recordTheHotfix();
        recordTheSearchAgain();
        recordTheLegacy();
        recordTheDisordered();
        recordWhatIsLiveElsewhere();
        LEDGER.timePasses(Duration.between(LEDGER.now(), Instant.parse("2026-03-01T00:00:00Z")));
        for (MadeUpDeliveries.Saying saying :
                MadeUpDeliveries.of(42, 1_500, LEDGER.now(), "made-up-1", "made-up-2", "made-up-3")) {
            LEDGER.timePasses(Duration.ofMinutes(7).plusMillis(saying.hashCode() % 50_000));
            Instant claimed = saying.claimed();
            LEDGER.append(
                    saying.stream(), saying.event(), claimed == null ? LEDGER.live(Role.CI) : LEDGER.claimed(claimed));
        }
        LEDGER.publish(0, LEDGER.entries().size());
        service.awaitProjected(LEDGER.size());
    }

    private static void publish(String product, int version, String team) {
        ObjectNode policy = (ObjectNode) PolicyDocument.write(PolicyBook.defaultPolicy());
        policy.put("version", version);
        policy.put("team", team);
        LEDGER.append(
                PolicyEvent.stream(product),
                new PolicyVersionPublished(product, version, policy, null),
                LEDGER.live(Role.ADMIN));
    }

    private static void recordTheFirst() {
        plan(at("2026-01-05T08:00:00Z", FIRST), "shop", "1.0", 2, null);
        say(FIRST, change("c1", "2026-01-04T22:30:00Z"));
        say(FIRST, change("c2", null));
        start(at("2026-01-05T11:00:00Z", FIRST), "staging");
        verify(at("2026-01-05T12:00:00Z", FIRST), "staging");
        start(at("2026-01-05T22:00:00Z", FIRST), "production");
        verify(at("2026-01-05T22:30:00Z", FIRST), "production");
    }

    private static void recordTheBadCanary() {
        plan(at("2026-01-07T08:00:00Z", BAD_CANARY), "shop", "1.1", 2, null);
        say(BAD_CANARY, change("c3", "2026-01-06T10:00:00Z"));
        UUID deployment = start(at("2026-01-07T10:00:00Z", BAD_CANARY), "production");
        UUID rollback = id(100);
        say(
                at("2026-01-07T10:20:00Z", BAD_CANARY),
                new RollbackTriggered(
                        rollback,
                        deployment,
                        RollbackReason.ERROR_RATE,
                        Set.of(RollbackKind.CODE),
                        "1.0",
                        "7 % of errors"));
        say(at("2026-01-07T10:21:00Z", BAD_CANARY), new RollbackStarted(rollback, deployment, "error-rate"));
        say(
                at("2026-01-07T10:25:00Z", BAD_CANARY),
                new RollbackStepDone(rollback, RollbackKind.CODE, "pipeline", "1.0", Set.of(), null, null, null));
        say(at("2026-01-07T10:30:00Z", BAD_CANARY), new RollbackVerified(rollback, deployment, id(101), null));
    }

    private static void recordTheFailingOne_andWhatReplacedIt() {
        plan(at("2026-01-08T08:00:00Z", FAILING), "shop", "1.2", 2, null);
        UUID failing = start(at("2026-01-08T09:00:00Z", FAILING), "production");
        say(at("2026-01-08T09:30:00Z", FAILING), new DeploymentFailed(failing, "smoke", null, null, "blank page"));
        plan(at("2026-01-08T10:00:00Z", REPLACING), "shop", "1.3", 2, null);
        say(REPLACING, change("c4", "2026-01-08T10:30:00Z"));
        start(at("2026-01-08T11:00:00Z", REPLACING), "production");
        verify(at("2026-01-08T11:30:00Z", REPLACING), "production");
    }

    private static void recordTheHotfix() {
        hotfixPlanned = plan(at("2026-01-09T08:00:00Z", HOTFIX), "shop", "1.3.1", 2, "1.3");
        say(HOTFIX, change("c5", "2026-01-09T12:00:00Z"));
        start(at("2026-01-09T09:00:00Z", HOTFIX), "production");
        hotfixVerified = verify(at("2026-01-09T10:00:00Z", HOTFIX), "production");
    }

    private static void recordTheSearchAgain() {
        UUID again = id(300);
        say(at("2026-01-09T11:00:00Z", SEARCH), new DeploymentStarted(again, "production", Strategy.BIG_BANG, null));
        say(at("2026-01-09T12:00:00Z", SEARCH), new DeploymentVerified(again, "smoke", null, null, null));
    }

    private static void recordTheLegacy() {
        at("2026-01-10T08:00:00Z", LEGACY);
        Instant longAgo = Instant.parse("2019-03-01T10:00:00Z");
        UUID deployment = deployment(LEGACY, "production");
        claim(planned("legacy", "0.1", 1, null), longAgo);
        claim(new DeploymentStarted(deployment, "production", Strategy.ROLLING, null), longAgo.plusSeconds(60));
        claim(new DeploymentVerified(deployment, "tag", null, null, null), longAgo.plusSeconds(60));
    }

    private static void claim(ReleaseEvent event, Instant at) {
        claim(LEGACY, event, at);
    }

    private static void claim(UUID release, ReleaseEvent event, Instant at) {
        LEDGER.append(ReleaseStream.name(release), event, LEDGER.claimed(at));
    }

    /** It is said to have been back before it began to fail. */
    private static void recordTheDisordered() {
        UUID release = at("2026-02-10T08:00:00Z", id(8));
        Instant began = Instant.parse("2018-03-01T10:00:00Z");
        UUID deployment = deployment(release, "production");
        UUID rollback = id(400);
        claim(release, planned("disordered", "0.1", 1, null), began);
        claim(release, new DeploymentStarted(deployment, "production", Strategy.ROLLING, null), began);
        claim(
                release,
                new RollbackTriggered(
                        rollback, deployment, RollbackReason.ERROR_RATE, Set.of(RollbackKind.CODE), "0.0", "errors"),
                began.plusSeconds(120));
        claim(release, new RollbackStarted(rollback, deployment, "error-rate"), began.plusSeconds(120));
        claim(
                release,
                new RollbackStepDone(rollback, RollbackKind.CODE, "pipeline", "0.0", Set.of(), null, null, null),
                began.plusSeconds(120));
        claim(release, new RollbackVerified(rollback, deployment, id(401), null), began.plusSeconds(60));
    }

    /** Its users are in two environments, neither of which is called production. */
    private static void recordWhatIsLiveElsewhere() {
        ObjectNode policy = (ObjectNode) PolicyDocument.write(PolicyBook.defaultPolicy());
        policy.put("version", 2);
        ObjectNode environments = policy.putObject("environments");
        environments.putObject("live-eu").put("stage", "PRODUCTION");
        environments.putObject("live-us").put("stage", "PRODUCTION");
        environments.putObject("production").put("stage", "STAGING");
        LEDGER.append(
                PolicyEvent.stream("abroad"),
                new PolicyVersionPublished("abroad", 2, policy, null),
                LEDGER.live(Role.ADMIN));
        UUID release = at("2026-02-11T08:00:00Z", id(9));
        plan(release, "abroad", "1.0", 2, null);
        for (String environment : List.of("production", "live-eu", "live-us")) {
            start(release, environment);
            verify(release, environment);
        }
        UUID moved = id(10);
        plan(moved, "abroad", "1.1", 1, null);
        start(moved, "live-eu");
        verify(moved, "live-eu");
        say(moved, new PolicyRepinned(1, 2, TestLedger.PLANNER, "It goes by the product's own"));
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    /** Goes on to this time; what is said next is of this release. */
    private static UUID at(String time, UUID release) {
        Instant next = Instant.parse(time);
        if (next.isAfter(LEDGER.now())) {
            LEDGER.timePasses(Duration.between(LEDGER.now(), next));
        }
        return release;
    }

    private static long say(UUID release, ReleaseEvent event) {
        LEDGER.append(ReleaseStream.name(release), event, LEDGER.live(Role.CI));
        return LEDGER.size() - 1;
    }

    private static long plan(UUID release, String product, String version, int policy, @Nullable String mends) {
        return say(release, planned(product, version, policy, mends));
    }

    private static ReleasePlanned planned(String product, String version, int policy, @Nullable String mends) {
        return new ReleasePlanned(
                product,
                version,
                "A release",
                mends == null ? ReleaseKind.STANDARD : ReleaseKind.HOTFIX,
                Strategy.CANARY,
                null,
                TestLedger.PLANNER,
                null,
                mends,
                policy);
    }

    private static ChangeAdded change(String id, @Nullable String mergedAt) {
        return new ChangeAdded(
                id,
                ChangeCategory.FIX,
                "A change",
                null,
                TestLedger.PLANNER,
                null,
                mergedAt == null ? null : Instant.parse(mergedAt),
                List.of());
    }

    private static UUID start(UUID release, String environment) {
        UUID deployment = deployment(release, environment);
        say(release, new DeploymentStarted(deployment, environment, Strategy.CANARY, null));
        return deployment;
    }

    private static long verify(UUID release, String environment) {
        return say(release, new DeploymentVerified(deployment(release, environment), "smoke", null, null, null));
    }

    private static JsonNode dora(String query) {
        Answer answer = service.get("/v1/metrics/dora?" + query, "auditor");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode one(String query) {
        JsonNode figures = dora(query).get("figures");
        assertThat(figures).hasSize(1);
        return figures.get(0);
    }

    private static BigDecimal number(JsonNode node) {
        return node.decimalValue();
    }

    private static void seconds(JsonNode seconds, int count, @Nullable String mean, @Nullable String p50) {
        assertThat(seconds.get("count").asInt()).isEqualTo(count);
        assertThat(plain(seconds.get("mean"))).isEqualTo(mean);
        assertThat(plain(seconds.get("p50"))).isEqualTo(p50);
    }

    private static @Nullable String plain(JsonNode number) {
        return number.isNull() ? null : number(number).stripTrailingZeros().toPlainString();
    }

    @Test
    void deploymentFrequencyCountsWhatWasVerified() {
        JsonNode frequency = one("product=shop&" + JANUARY).get("deploymentFrequency");
        assertThat(frequency.get("deployments").asInt()).isEqualTo(3);
        assertThat(number(frequency.get("perDay"))).isEqualByComparingTo("0.096774");
        // From the first to 1.3 two days and 13 hours, to the hotfix 22 and a half hours.
        seconds(frequency.get("between"), 2, "150300", "150300");
    }

    @Test
    void leadTimeIsFromTheMergeToProduction_andWhatHasNoneIsSaidToBeLeftOut() {
        JsonNode lead = one("product=shop&" + JANUARY).get("leadTime");
        assertThat(lead.get("changes").asInt()).isEqualTo(4);
        assertThat(lead.get("leftOut").get("withoutTime").asInt()).isEqualTo(1);
        assertThat(lead.get("leftOut").get("mergedLater").asInt()).isEqualTo(1);
        // A day of c1, an hour of c4; c3 never came to production.
        seconds(lead.get("seconds"), 2, "45000", "45000");
        assertThat(number(lead.get("seconds").get("p95"))).isEqualByComparingTo("82260");
    }

    @Test
    void aChangeReachesAnEnvironmentOnce_andARemovedOneNever() {
        JsonNode search = one("product=search&" + JANUARY);
        assertThat(deployments(search)).isEqualTo(2);
        assertThat(search.get("leadTime").get("changes").asInt()).isEqualTo(1);
        seconds(search.get("leadTime").get("seconds"), 1, "7200", "7200");
    }

    @Test
    void whatWasTakenBackFoundFailingOrMended_failed() {
        JsonNode rate = one("product=shop&" + JANUARY).get("changeFailureRate");
        assertThat(rate.get("deployments").asInt()).isEqualTo(5);
        assertThat(rate.get("failed").asInt()).isEqualTo(3);
        assertThat(number(rate.get("rate"))).isEqualByComparingTo("0.6");
    }

    @Test
    void itIsRestoredByTheRollbackOrByTheNextVerifiedDeployment() {
        JsonNode restoring = one("product=shop&" + JANUARY).get("timeToRestore");
        assertThat(restoring.get("failures").asInt()).isEqualTo(3);
        assertThat(restoring.get("notRestored").asInt()).isZero();
        // Ten minutes by the rollback, two hours by the next version, two by the hotfix since it was planned.
        seconds(restoring.get("seconds"), 3, "5000", "7200");
    }

    @Test
    void hotfixesAreRework() {
        JsonNode rework = one("product=shop&" + JANUARY).get("reworkRate");
        assertThat(rework.get("deployments").asInt()).isEqualTo(5);
        assertThat(rework.get("hotfixes").asInt()).isEqualTo(1);
        assertThat(number(rework.get("rate"))).isEqualByComparingTo("0.2");
    }

    @Test
    void environmentsAreToldApart() {
        JsonNode staging = one("product=shop&environment=staging&" + JANUARY);
        assertThat(staging.get("deploymentFrequency").get("deployments").asInt())
                .isEqualTo(1);
        seconds(staging.get("leadTime").get("seconds"), 1, "48600", "48600");
        JsonNode both = dora("product=shop&groupBy=environment&" + JANUARY);
        assertThat(both.get("environment").isNull()).isTrue();
        assertThat(counts(both)).containsExactlyInAnyOrderEntriesOf(Map.of("production", 3, "staging", 1));
        assertThat(one("product=shop&allEnvironments=true&" + JANUARY)
                        .get("deploymentFrequency")
                        .get("deployments")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void withoutAnEnvironment_itIsThoseThatThePolicySaysAreProduction() {
        String february = "product=abroad&from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z";
        JsonNode answer = dora(february);
        assertThat(answer.get("stage").asString()).isEqualTo("PRODUCTION");
        assertThat(deployments(answer.get("figures").get(0))).isEqualTo(3);
        assertThat(linked(answer.get("figures").get(0), "deploymentFrequency").get("observations"))
                .extracting(each -> each.get("environment").asString())
                .containsExactly("live-eu", "live-us", "live-eu");
        assertThat(deployments(one("environment=production&" + february))).isEqualTo(1);
        assertThat(dora("environment=production&" + february).get("stage").isNull())
                .isTrue();
        assertThat(deployments(one("allEnvironments=true&" + february))).isEqualTo(4);
    }

    @Test
    void whatIsSaidToBeBackBeforeItFailed_isRestoredAndInNoDuration() {
        JsonNode restoring = one("product=disordered&from=2018-01-01T00:00:00Z&to=2019-01-01T00:00:00Z")
                .get("timeToRestore");
        assertThat(restoring.get("restored").asInt()).isEqualTo(1);
        assertThat(restoring.get("leftOut").get("restoredEarlier").asInt()).isEqualTo(1);
        seconds(restoring.get("seconds"), 0, null, null);
    }

    @Test
    void aShortWindowOfFailuresIsFoundByAnIndex() throws SQLException {
        Instant to = Instant.parse("2015-01-02T00:00:00Z");
        Question day = new Question(
                null, null, false, null, Stage.PRODUCTION, to.minusSeconds(86_400), to, true, Optional.empty());
        try (Connection connection = DATABASE.connectAsSuperuser()) {
            connection.setAutoCommit(false);
            NamedParameterJdbcTemplate jdbc =
                    new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true));
            boolean rebuilt = !jdbc.queryForList(
                            "select 1 from pg_namespace where nspname = 'query_g2'", Map.of(), Integer.class)
                    .isEmpty();
            Generation generation = new Generation(rebuilt ? 2 : 1);
            jdbc.getJdbcOperations().execute(generation.sql("""
                    insert into {g}.dora_deployment (release_id, deployment_id, product, environment, stage, strategy,
                        started_at, started_recorded, started_position, failed_at, failed_recorded, failed_position)
                    select gen_random_uuid(), gen_random_uuid(), 'many', 'production', 'PRODUCTION', 'CANARY', t, t, n, t, t,
                        n from generate_series(1, 20000) n, lateral (select '2014-01-01Z'::timestamptz
                            + n * interval '1 hour' as t) x"""));
            jdbc.getJdbcOperations().execute(generation.sql("analyze {g}.dora_deployment"));
            String plan = String.join(
                    "\n",
                    jdbc.queryForList(
                            "explain " + generation.sql(Metric.TIME_TO_RESTORE.sql(day)), day.values(), String.class));
            connection.rollback();
            assertThat(plan).contains("dora_failed").doesNotContain("Seq Scan on dora_deployment");
        }
    }

    @Test
    void teamsAreToldApart() {
        assertThat(counts(dora("groupBy=team&" + JANUARY)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("Early birds", 3, "Night, \"owls\"", 2));
        assertThat(counts(dora("groupBy=team&clock=recorded&" + JANUARY)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("Early birds", 3, "Night, \"owls\"", 2, "null", 1));
        assertThat(counts(dora("groupBy=product&" + JANUARY)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("shop", 3, "search", 2));
        assertThat(deployments(one("team=Early%20birds&" + JANUARY))).isEqualTo(3);
        assertThat(deployments(one("noTeam=true&clock=recorded&" + JANUARY))).isEqualTo(1);
    }

    private static int deployments(JsonNode figures) {
        return figures.get("deploymentFrequency").get("deployments").asInt();
    }

    private static Map<String, Integer> counts(JsonNode answer) {
        Map<String, Integer> counts = new TreeMap<>();
        answer.get("figures")
                .forEach(each -> counts.put(
                        each.get("group").isNull() ? "null" : each.get("group").asString(), deployments(each)));
        return counts;
    }

    @Test
    void backfilledHistoryIsWhereItClaimsToBe_orWhereItWasRecorded() {
        String then = "product=legacy&from=2019-01-01T00:00:00Z&to=2020-01-01T00:00:00Z";
        assertThat(deployments(one(then))).isEqualTo(1);
        assertThat(deployments(one(then + "&clock=recorded"))).isZero();
        assertThat(deployments(one("product=legacy&clock=recorded&" + JANUARY))).isEqualTo(1);
    }

    @Test
    void daysBeginWhereTheZoneSaysSo() {
        String week = "product=shop&granularity=day&from=2026-01-05T00:00:00Z&to=2026-01-07T00:00:00Z";
        assertThat(perSpan(dora(week))).containsExactly(1, 0);
        // 22:30 in Greenwich is a quarter past four of the next day in Kathmandu.
        JsonNode kathmandu = dora(week + "&zone=Asia/Kathmandu");
        assertThat(perSpan(kathmandu)).containsExactly(0, 1, 0);
        assertThat(kathmandu.get("figures").get(1).get("from").asString()).isEqualTo("2026-01-05T18:15:00Z");
        assertThat(perSpan(dora("product=shop&granularity=week&" + JANUARY))).containsExactly(0, 3, 0, 0, 0);
        assertThat(perSpan(dora("product=shop&granularity=month&from=2025-12-01T00:00:00Z&to=2026-03-01T00:00:00Z")))
                .containsExactly(0, 3, 0);
    }

    private static List<Integer> perSpan(JsonNode answer) {
        return StreamSupport.stream(answer.get("figures").spliterator(), false)
                .map(DoraIT::deployments)
                .toList();
    }

    @Test
    void anEmptyWindowHasNoRates_andNothingElse() {
        JsonNode none = one("product=shop&from=2001-01-01T00:00:00Z&to=2001-02-01T00:00:00Z");
        assertThat(deployments(none)).isZero();
        assertThat(number(none.get("deploymentFrequency").get("perDay"))).isEqualByComparingTo("0");
        seconds(none.get("leadTime").get("seconds"), 0, null, null);
        assertThat(none.get("changeFailureRate").get("rate").isNull()).isTrue();
        assertThat(none.get("timeToRestore").get("failures").asInt()).isZero();
        assertThat(none.get("reworkRate").get("rate").isNull()).isTrue();
    }

    @Test
    void withoutAWindow_itIsTheNinetyDaysThatEndWithTheLastEntry() {
        JsonNode answer = dora("");
        assertThat(Instant.parse(answer.get("to").asString()))
                .isEqualTo(LEDGER.now().plusNanos(1_000));
        assertThat(Instant.parse(answer.get("from").asString()))
                .isEqualTo(LEDGER.now().plusNanos(1_000).minus(Duration.ofDays(90)));
        assertThat(answer.get("environment").isNull()).isTrue();
        assertThat(answer.get("stage").asString()).isEqualTo("PRODUCTION");
        assertThat(answer.get("asOfPosition").asLong()).isEqualTo(LEDGER.size() - 1);
        assertThat(dora("after=" + (LEDGER.size() - 1))).isEqualTo(answer);
        assertThat(service.get("/v1/metrics/dora?after=" + LEDGER.size(), "auditor")
                        .status())
                .isEqualTo(503);
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        Answer answer = service.get(
                "/v1/metrics/dora?product=&team=a&noTeam=true&environment=e&allEnvironments=true&clock=sun&zone=Mars/Base"
                        + "&granularity=hour&groupBy=person&from=yesterday&to=1&after=x&colour=red",
                "auditor");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faultyFields())
                .containsExactlyInAnyOrder(
                        "product",
                        "noTeam",
                        "allEnvironments",
                        "clock",
                        "zone",
                        "granularity",
                        "groupBy",
                        "from",
                        "to",
                        "after",
                        "colour");
        assertThat(faults("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")).containsExactly("from");
        assertThat(faults("from=9000-01-01T00:00:00Z")).containsExactly("from");
        assertThat(faults("to=0001-01-01T00:00:00Z")).containsExactly("from");
        assertThat(deployments(one("to=0001-01-02T00:00:00Z"))).isZero();
        assertThat(deployments(one("from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z&product=shop")))
                .isEqualTo(3);
        assertThat(faults("granularity=day&from=2000-01-01T00:00:00Z")).containsExactly("granularity");
        assertThat(faults("granularity=day&zone=X&from=2000-01-01T00:00:00Z&to=2026-01-01T00:00:00Z"))
                .containsExactlyInAnyOrder("granularity", "zone");
    }

    private static List<String> faults(String query) {
        Answer answer = service.get("/v1/metrics/dora?" + query, "auditor");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        return answer.faultyFields();
    }

    @Test
    void whatIsBehindAFigureIsOneClickAway() {
        JsonNode figures = one("product=shop&" + JANUARY);
        JsonNode restoring = linked(figures, "timeToRestore").get("observations");
        assertThat(restoring).hasSize(3);
        JsonNode mended = restoring.get(2);
        assertThat(mended.get("version").asString()).isEqualTo("1.3");
        assertThat(mended.get("failedBy").asString()).isEqualTo("MENDED");
        assertThat(mended.get("mendedBy").asString()).isEqualTo(HOTFIX.toString());
        assertThat(mended.get("restoredBy").asString()).isEqualTo(HOTFIX.toString());
        assertThat(plain(mended.get("seconds"))).isEqualTo("7200");
        assertThat(position(mended, "FAILED")).isEqualTo(hotfixPlanned);
        assertThat(position(mended, "RESTORED")).isEqualTo(hotfixVerified);
        assertThat(restoring.get(0).get("failedBy").asString()).isEqualTo("TAKEN_BACK");
        assertThat(restoring.get(0).get("restoredBy").isNull()).isTrue();
        assertThat(restoring.get(1).get("failedBy").asString()).isEqualTo("FOUND_FAILING");
        assertThat(restoring.get(1).get("restoredBy").asString()).isEqualTo(REPLACING.toString());
        for (JsonNode said : mended.get("entries")) {
            Answer entry = service.get(said.get("href").asString(), "auditor");
            assertThat(entry.bytes())
                    .isEqualTo(line(LEDGER.entries().get(said.get("position").asInt())));
        }
        JsonNode changes = linked(figures, "leadTime").get("observations");
        assertThat(changes).hasSize(4);
        assertThat(changes.get(1).get("changeId").asString()).isEqualTo("c2");
        assertThat(changes.get(1).get("counts").asBoolean()).isFalse();
        assertThat(plain(changes.get(2).get("seconds"))).isEqualTo("3600");
    }

    private static long position(JsonNode observation, String says) {
        for (JsonNode said : observation.get("entries")) {
            if (said.get("says").asString().equals(says)) {
                return said.get("position").asLong();
            }
        }
        return -1;
    }

    private static byte[] line(byte[] entry) {
        byte[] line = Arrays.copyOf(entry, entry.length + 1);
        line[entry.length] = '\n';
        return line;
    }

    private static JsonNode linked(JsonNode figures, String figure) {
        Answer answer = service.get(figures.get(figure).get("entries").asString(), "auditor");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void asManyAreBehindEachFigureAsItCounts() {
        for (String group : List.of("product", "team", "environment")) {
            for (String clock : List.of("claimed", "recorded")) {
                JsonNode answer = dora("groupBy=" + group + "&clock=" + clock + "&granularity=month"
                        + "&from=2025-11-15T00:00:00Z&to=2026-04-15T00:00:00Z&zone=Europe/Berlin");
                assertThat(answer.get("figures").size()).isGreaterThan(6);
                for (JsonNode figures : answer.get("figures")) {
                    asMany(figures.get("deploymentFrequency"), "deployments", null);
                    asMany(figures.get("leadTime"), "changes", null);
                    asMany(figures.get("changeFailureRate"), "deployments", "failed");
                    asMany(figures.get("timeToRestore"), "failures", "restored");
                    asMany(figures.get("reworkRate"), "deployments", "hotfixes");
                }
            }
        }
    }

    private static void asMany(JsonNode figure, String observed, @Nullable String counted) {
        List<JsonNode> behind = pages(figure.get("entries").asString(), 7);
        assertThat(behind).hasSize(figure.get(observed).asInt());
        assertThat(behind).doesNotHaveDuplicates();
        if (counted != null) {
            assertThat(behind.stream().filter(each -> each.get("counts").asBoolean()))
                    .hasSize(figure.get(counted).asInt());
        }
    }

    private static List<JsonNode> pages(String address, int limit) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        while (true) {
            Answer page = service.get(address + "&limit=" + limit + cursor, "auditor");
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.json().get("observations").forEach(all::add);
            if (page.json().get("next").isNull()) {
                return all;
            }
            cursor = "&cursor=" + page.json().get("next").asString();
        }
    }

    @Test
    void aPageGoesOnInItsOwnFigureAlone() {
        String next = service.get("/v1/metrics/dora/lead-time/entries?limit=1&" + JANUARY, "auditor")
                .json()
                .get("next")
                .asString();
        Answer other = service.get("/v1/metrics/dora/rework-rate/entries?cursor=" + next + "&limit=0&x=1", "auditor");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.faultyFields()).containsExactlyInAnyOrder("cursor", "limit", "x");
        Answer unknown = service.get("/v1/metrics/dora/happiness/entries", "auditor");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("deployment-frequency", "rework-rate");
    }

    @Test
    void aSpreadsheetGetsTheSame() {
        String address =
                "/v1/metrics/dora/deployment-frequency/entries?limit=2&allEnvironments=true&product=search&" + JANUARY;
        Answer csv = service.getAs("text/csv", address, "auditor");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        List<String> lines = csv.text().lines().toList();
        assertThat(lines.getFirst()).startsWith("at,seconds,counts,product,team");
        assertThat(lines.get(1))
                .startsWith(
                        "2026-01-06T12:00:00Z,,true,search,\"Night, \"\"owls\"\"\",production,7.0,STANDARD,CANARY,");
        assertThat(csv.header("Link")).isEmpty();
        String more = service.getAs(
                        "text/csv", "/v1/metrics/dora/lead-time/entries?limit=1&product=shop&" + JANUARY, "auditor")
                .header("Link");
        assertThat(more).endsWith(">; rel=\"next\"");
        assertThat(service.getAs("text/csv", more.substring(1, more.indexOf('>')), "auditor")
                        .text()
                        .lines())
                .hasSize(2)
                .anyMatch(line -> line.contains(",c2,"));
    }

    @Test
    void readersSeeTheirProductsAlone() {
        Answer own = service.get("/v1/metrics/dora?groupBy=product&" + JANUARY, "developer@shop");
        assertThat(counts(own.json())).isEqualTo(Map.of("shop", 3));
        assertThat(service.get("/v1/metrics/dora/lead-time/entries?" + JANUARY, "developer@search")
                        .json()
                        .get("observations"))
                .extracting(each -> each.get("product").asString())
                .containsExactly("search");
        assertThat(service.get("/v1/metrics/dora?product=search", "developer@shop")
                        .status())
                .isEqualTo(403);
        assertThat(service.get("/v1/metrics/dora").status()).isEqualTo(403);
    }

    @Test
    void aScriptThatSharesNoCodeCountsTheSameFromTheRawEntries() {
        assumeTrue(Recount.isPossible(), "python3 is not here: nothing counts the figures again");
        String always = "from=2019-01-01T00:00:00Z&to=2027-01-01T00:00:00Z&";
        String monthly = "granularity=month&from=2025-01-01T00:00:00Z&to=2026-06-01T00:00:00Z&zone=Europe/Berlin&";
        List<String> answers = new ArrayList<>();
        long failures = 0;
        for (String clock : List.of("claimed", "recorded")) {
            for (String window : List.of(always, monthly)) {
                for (String filter : List.of(
                        "",
                        "environment=staging",
                        "allEnvironments=true",
                        "noTeam=true",
                        "team=Early%20birds&product=made-up-1",
                        "groupBy=product",
                        "groupBy=team",
                        "groupBy=environment")) {
                    JsonNode answer = dora(window + "clock=" + clock + "&" + filter);
                    for (JsonNode figures : answer.get("figures")) {
                        failures += figures.get("timeToRestore").get("failures").asLong();
                    }
                    answers.add(answer.toString());
                }
            }
        }
        Recount recount = Recount.of(Path.of("..", "infra", "dora-figures"), LEDGER.entries(), answers);
        assertThat(recount.exitCode()).as(recount.said()).isZero();
        assertThat(failures).as("enough happened").isGreaterThan(1_000);
    }

    @Test
    void aRebuildAnswersTheSame_andIsPlannedByItsOwnStatistics() throws SQLException {
        List<JsonNode> before = severalAnswers();
        assertThat(service.post("/v1/admin/rebuild", "admin").status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> service.get("/v1/admin/rebuild", "admin")
                        .json()
                        .get("state")
                        .stringValue()
                        .equals("DONE"));
        assertThat(severalAnswers()).isEqualTo(before);
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet never = statement.executeQuery(
                        "select count(*) from pg_class c where c.relkind = 'r' and c.reltuples < 0"
                                + " and c.relnamespace = 'query_g2'::regnamespace")) {
            never.next();
            assertThat(never.getInt(1)).as("tables that were never analyzed").isZero();
        }
    }

    private static List<JsonNode> severalAnswers() {
        return List.of(
                dora("product=shop&" + JANUARY),
                dora("groupBy=team&granularity=month&from=2025-01-01T00:00:00Z"),
                dora("groupBy=environment&clock=recorded"));
    }

    @Test
    void whatWasProjectedBeforeThereWereFigures_isSaidToBeMissing() throws SQLException {
        setSince(5);
        try {
            JsonNode answer = dora("product=shop");
            assertThat(answer.get("incomplete").asBoolean()).isTrue();
            assertThat(answer.get("because").get(0).asString()).contains("below position 5", "rebuild");
        } finally {
            setSince(0);
        }
    }

    private static void setSince(int position) throws SQLException {
        onTables("update %s.progress set dora_since = " + position);
    }

    private static void onTables(String sql) throws SQLException {
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            for (String schema : List.of("query_g1", "query_g2")) {
                statement.execute("do $$ begin if to_regclass('" + schema + ".progress') is not null then "
                        + sql.replace("%s", schema) + "; end if; end $$");
            }
        }
    }

    @Test
    void whatIsNotUnderstood_isSaidToBeMissingFromItsProduct() {
        JsonNode before = dora("product=doubtful");
        assertThat(before.get("incomplete").asBoolean()).isFalse();
        UUID release = id(200);
        say(release, planned("doubtful", "1.0", 1, null));
        // It was never started.
        say(release, new DeploymentVerified(id(201), "smoke", null, null, null));
        LEDGER.publish((int) LEDGER.size() - 2, (int) LEDGER.size());
        JsonNode answer = dora("product=doubtful&after=" + (LEDGER.size() - 1));
        assertThat(answer.get("incomplete").asBoolean()).isTrue();
        assertThat(answer.get("because").get(0).asString()).endsWith("in products doubtful");
        assertThat(dora("product=shop").get("incomplete").asBoolean()).isFalse();
    }

    @Test
    void aStreamOfAnyNameThatIsNotUnderstood_isNoRelease() throws SQLException {
        for (String stream : List.of("release/0", "release/zzzzzzzz-0000-0000-0000-000000000000", "incident/x", "")) {
            onTables("insert into %s.incomplete_stream values ('" + stream + "', 0, 'strange') on conflict do nothing");
        }
        assertThat(dora("product=shop").get("incomplete").asBoolean()).isFalse();
    }

    @Test
    void thePageIsThere_andTheApiIsDescribed() {
        assertThat(service.getWith("/pages/dora.html", null).text()).contains("/pages/dora.js");
        assertThat(service.getWith("/pages/dora.js", null).status()).isEqualTo(200);
        assertThat(service.getWith("/", null).text()).contains("/pages/dora.html");
        JsonNode paths = service.getWith("/v3/api-docs", null).json().get("paths");
        assertThat(paths.get("/v1/metrics/dora").get("get").get("parameters").findValuesAsString("name"))
                .containsExactlyInAnyOrder(
                        "product",
                        "team",
                        "noTeam",
                        "environment",
                        "allEnvironments",
                        "from",
                        "to",
                        "clock",
                        "granularity",
                        "zone",
                        "groupBy",
                        "after");
        assertThat(paths.get("/v1/metrics/dora/{metric}/entries")
                        .get("get")
                        .get("parameters")
                        .findValuesAsString("name"))
                .contains("metric", "limit", "cursor");
    }
}
