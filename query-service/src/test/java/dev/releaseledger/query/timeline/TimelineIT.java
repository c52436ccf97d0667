package dev.releaseledger.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.IncidentAcknowledged;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentMerged;
import dev.releaseledger.events.incident.IncidentMitigated;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.IncidentResolved;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.RootCauseStated;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.testing.Answer;
import dev.releaseledger.query.testing.RunningQueryService;
import dev.releaseledger.query.testing.Script.Said;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.query.timeline.Scene.Deployed;
import dev.releaseledger.servers.testing.TestIssuer;
import dev.releaseledger.servers.testing.TestServers;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

/** Timelines over REST: the whole story of a bad canary that a trigger took back. */
class TimelineIT {
    private static final UUID INCIDENT = new UUID(7, 1);
    private static final UUID MERGED = new UUID(7, 2);
    private static final UUID FAR = new UUID(7, 3);
    private static final UUID LONG = new UUID(7, 4);
    private static final String LOG = IncidentEvent.stream(INCIDENT);

    private static final TestServers SERVERS = TestServers.shared();
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String PREFIX = SERVERS.newTopicPrefix();
    private static final TestLedger LEDGER = new TestLedger(SERVERS.kafkaBootstrap(), PREFIX);

    private static final Scene SCENE = new Scene(0);
    private static final Happened HAPPENED = tell(SCENE);
    private static final Deployed BAD = HAPPENED.bad();
    private static final Said OPENED = HAPPENED.opened();
    private static final Said LOGGED = HAPPENED.logged();
    private static final Said EFFECT = HAPPENED.effect();
    private static final Instant DETECTED_AT = HAPPENED.detectedAt();
    private static final Instant ACKNOWLEDGED_AT = HAPPENED.acknowledgedAt();

    private static RunningQueryService service;

    /** What the tests look at. */
    private record Happened(
            Deployed bad,
            Said opened,
            Said logged,
            Said effect,
            Said afterwards,
            Instant detectedAt,
            Instant acknowledgedAt) {}

    @BeforeAll
    static void start() {
        service = RunningQueryService.start(
                SERVERS.newDatabase(), PREFIX, ISSUER, List.of(LEDGER.key().format()));
        SCENE.script().said().forEach(said -> LEDGER.keep(said.bytes()));
        LEDGER.publish(0, (int) LEDGER.size());
        service.awaitProjected(LEDGER.size());
    }

    @AfterAll
    static void stop() {
        service.close();
        LEDGER.close();
        ISSUER.close();
    }

    private static Happened tell(Scene scene) {
        Deployed old = scene.deploy(
                scene.release("checkout", "1.0.0", Strategy.ROLLING, "Old"), "production", Strategy.ROLLING);
        scene.verify(old).hours(100);
        Deployed bad = scene.deploy(
                scene.release("checkout", "1.1.0", Strategy.CANARY, "New <basket> | *now*"),
                "production",
                Strategy.CANARY);
        Deployed elsewhere = scene.deploy(
                scene.release("payments", "3.0.0", Strategy.ROLLING, "Bank"), "production", Strategy.ROLLING);
        scene.deploy(scene.release("search", "5.0.0", Strategy.ROLLING, "x"), "production", Strategy.ROLLING);
        scene.minutes(3).advance(bad, 5).minutes(3).unhealthy(bad);
        UUID rollback = scene.trigger(bad, RollbackKind.CODE);
        Said started = scene.script().said().getLast();
        Instant detectedAt = scene.script().now();
        Said opened = scene.script()
                .because(
                        started,
                        LOG,
                        new IncidentOpened(
                                "checkout",
                                "production",
                                "Basket <b>fails</b> | *badly*",
                                Severity.SEV2,
                                IncidentOrigin.ROLLBACK,
                                detectedAt,
                                List.of(scene.link(bad, rollback), scene.link(elsewhere)),
                                1));
        Said effect = scene.script().because(opened, LOG, new IncidentLinked(scene.alert("ErrorsHigh")));
        scene.minutes(2);
        Instant acknowledgedAt = scene.script().now();
        scene.script().say(LOG, new IncidentAcknowledged());
        Said logged = scene.script()
                .say(
                        LOG,
                        new LogEntryWritten(
                                UUID.randomUUID(), "old one [ran](x)", null, null, List.of(0L, 1L, 9_999L)));
        scene.minutes(4).takenBack(bad, rollback, RollbackKind.CODE).minutes(2).restored(bad, rollback);
        scene.script()
                .say(LOG, new IncidentMitigated("taken back", scene.script().now()));
        scene.minutes(10);
        scene.script().say(LOG, new IncidentResolved("gone", scene.script().now()));
        scene.script()
                .say(
                        LOG,
                        new RootCauseStated(
                                "The basket", CauseCategory.CHANGE, List.of(), List.of(positionOf(scene, bad))));
        Said afterwards = scene.script()
                .say(LOG, new LogEntryWritten(UUID.randomUUID(), "it was late", detectedAt, null, List.of()));
        scene.script()
                .say(
                        IncidentEvent.stream(FAR),
                        new IncidentOpened(
                                "checkout",
                                null,
                                "In another age",
                                Severity.SEV3,
                                IncidentOrigin.PERSON,
                                Instant.MAX,
                                List.of(),
                                1));
        scene.script()
                .say(
                        IncidentEvent.stream(LONG),
                        new IncidentOpened(
                                "a\0" + "b".repeat(600),
                                "c\0" + "d".repeat(600),
                                "Hard to list",
                                Severity.SEV3,
                                IncidentOrigin.PERSON,
                                scene.script().now(),
                                List.of(),
                                1));
        scene.script()
                .say(
                        IncidentEvent.stream(MERGED),
                        new IncidentOpened(
                                "checkout",
                                null,
                                "Same",
                                Severity.SEV3,
                                IncidentOrigin.PERSON,
                                scene.script().now(),
                                List.of(),
                                1));
        scene.script().say(IncidentEvent.stream(MERGED), new IncidentMerged(INCIDENT, "the same"));
        scene.hours(5);
        scene.deploy(scene.release("checkout", "1.2.0", Strategy.ROLLING, "Later"), "production", Strategy.ROLLING);
        return new Happened(bad, opened, logged, effect, afterwards, detectedAt, acknowledgedAt);
    }

    private static long positionOf(Scene scene, Deployed deployment) {
        return scene.lines().stream()
                .filter(line -> deployment.id().equals(line.deploymentId()))
                .findFirst()
                .orElseThrow()
                .position();
    }

    private static Answer timeline(String query) {
        return service.get("/v1/incidents/" + INCIDENT + "/timeline" + query, "auditor");
    }

    private static List<JsonNode> lines(Answer answer) {
        return StreamSupport.stream(answer.json().get("lines").spliterator(), false)
                .toList();
    }

    private static List<Long> positions(Answer answer) {
        return lines(answer).stream().map(line -> line.get("position").asLong()).toList();
    }

    private static List<String> reasons(Answer answer, long position) {
        List<String> reasons = new ArrayList<>();
        lines(answer).stream()
                .filter(line -> line.get("position").asLong() == position)
                .forEach(line -> line.get("reasons")
                        .forEach(reason -> reasons.add(reason.get("kind").stringValue())));
        return reasons;
    }

    @Test
    void theStoryIsInTheOrderOfTimeAndSaysWhyEachLineIsThere() {
        Answer answer = timeline("");
        assertThat(answer.status()).isEqualTo(200);
        List<String> times =
                lines(answer).stream().map(line -> line.get("at").stringValue()).toList();
        assertThat(times).isSortedAccordingTo((one, other) -> Instant.parse(one).compareTo(Instant.parse(other)));
        long started = positionOfStart(answer);
        assertThat(reasons(answer, started))
                .startsWith("SAME_DEPLOYMENT", "SAME_RELEASE")
                .contains("SAME_PLACE");
        assertThat(reasons(answer, OPENED.position())).startsWith("SAME_INCIDENT");
        assertThat(reasons(answer, OPENED.position() - 1)).contains("SAME_ROLLBACK", "CAUSE");
        assertThat(reasons(answer, EFFECT.position())).contains("SAME_INCIDENT", "EFFECT");
        // From four days before: only because the log points at it.
        assertThat(reasons(answer, 0)).containsExactly("MENTIONED", "SAME_PRODUCT");
        assertThat(answer.json().get("inquiry").get("pointedAtElsewhere").toString())
                .isEqualTo("[9999]");
        JsonNode line = lines(answer).stream()
                .filter(each -> each.get("position").asLong() == OPENED.position())
                .findFirst()
                .orElseThrow();
        assertThat(line.get("causedBy").asLong()).isEqualTo(OPENED.position() - 1);
        assertThat(line.get("actor").stringValue()).isEqualTo(TestLedger.PLANNER.toString());
    }

    private static long positionOfStart(Answer answer) {
        return lines(answer).stream()
                .filter(line -> line.get("what").stringValue().equals("deployment to production started, CANARY"))
                .findFirst()
                .orElseThrow()
                .get("position")
                .asLong();
    }

    @Test
    void whatBelongsToOthersIsNotTold() {
        Answer answer = timeline("");
        assertThat(lines(answer))
                .noneMatch(line -> line.get("product").stringValue().equals("search"));
        assertThat(lines(answer))
                .anyMatch(line -> line.get("product").stringValue().equals("payments"));
        assertThat(lines(answer))
                .noneMatch(line -> line.get("what").stringValue().contains("Later"));
        assertThat(timeline("?after=PT24H").text()).contains("Later");
        // What the root cause points at is told however far back it is.
        assertThat(positions(timeline("?before=PT1M&kind=DEPLOYMENT"))).containsExactly(positionOfStart(timeline("")));
    }

    @Test
    void theFirstSuspectIsTheCanaryAndTheIntervalsFollow() {
        JsonNode inquiry = timeline("").json().get("inquiry");
        JsonNode first = inquiry.get("suspects").get(0);
        assertThat(first.get("kind").stringValue()).isEqualTo("DEPLOYMENT");
        assertThat(first.get("deploymentId").stringValue()).isEqualTo(BAD.id().toString());
        assertThat(first.get("terms").get(0).get("name").stringValue()).isEqualTo("recency");
        JsonNode intervals = inquiry.get("intervals");
        assertThat(intervals.get("introduced").get("position").asLong())
                .isEqualTo(first.get("introducedPosition").asLong());
        assertThat(Instant.parse(intervals.get("detected").get("at").stringValue()))
                .isEqualTo(DETECTED_AT);
        assertThat(intervals.get("toAcknowledge").stringValue())
                .isEqualTo(Duration.between(DETECTED_AT, ACKNOWLEDGED_AT).toString());
        assertThat(inquiry.get("stated").get("rank").asInt()).isEqualTo(1);
        assertThat(inquiry.get("weights").get("recency").asDouble()).isEqualTo(2.0);
    }

    @Test
    void nothingAfterTheMomentIsUsed() {
        Answer then = timeline("?asOf=" + LOGGED.position());
        assertThat(positions(then)).allMatch(position -> position <= LOGGED.position());
        JsonNode inquiry = then.json().get("inquiry");
        assertThat(inquiry.get("intervals").get("mitigated").isNull()).isTrue();
        assertThat(inquiry.get("intervals").get("acknowledged").isNull()).isFalse();
        assertThat(inquiry.get("stated").isNull()).isTrue();
        JsonNode restored = inquiry.get("suspects")
                .get(0)
                .get("terms")
                .valueStream()
                .filter(term -> term.get("name").stringValue().equals("restored"))
                .findFirst()
                .orElseThrow();
        assertThat(restored.get("value").asDouble()).isZero();
        assertThat(positions(timeline("?asOf=" + ACKNOWLEDGED_AT))).isEqualTo(positions(then));
        assertThat(timeline("?asOf=" + (OPENED.position() - 1)).status()).isEqualTo(404);
        assertThat(timeline("?asOf=" + ACKNOWLEDGED_AT + "&clock=claimed").status())
                .isEqualTo(200);
    }

    @Test
    void whatWasWrittenDownAfterwardsWasNotKnownBefore() {
        long afterwards = HAPPENED.afterwards().position();
        Answer now = timeline("");
        assertThat(positions(now)).contains(afterwards);
        assertThat(lines(now).stream()
                        .filter(line -> line.get("position").asLong() == afterwards)
                        .map(line -> Instant.parse(line.get("at").stringValue())))
                .containsExactly(DETECTED_AT);
        assertThat(positions(timeline("?asOf=" + ACKNOWLEDGED_AT + "&clock=claimed")))
                .isNotEmpty()
                .doesNotContain(afterwards);
    }

    @Test
    void whatNoColumnHoldsStopsNothing() {
        for (UUID incident : List.of(FAR, LONG)) {
            for (String type : List.of("application/json", "text/markdown", "image/svg+xml")) {
                Answer answer = service.getAs(type, "/v1/incidents/" + incident + "/timeline", "auditor");
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            }
        }
        assertThat(service.get("/v1/incidents/" + LONG + "/timeline", "auditor")
                        .json()
                        .get("lanes")
                        .get("INCIDENT")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void thePagesOfATimelineTellOfTheSameMoment() {
        Answer first = timeline("?limit=4&asOf=" + LOGGED.position());
        Answer second = timeline("?limit=4&cursor=" + first.json().get("next").stringValue());
        assertThat(second.json().get("asOfPosition").asLong()).isEqualTo(LOGGED.position());
        assertThat(second.json().get("lanes")).isEqualTo(first.json().get("lanes"));
    }

    @Test
    void thePictureHasWhatItsWindowDoesNot() {
        assertThat(service.getAs("image/svg+xml", "/v1/incidents/" + INCIDENT + "/timeline", "auditor")
                        .text())
                .contains(" outside<");
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        List<Long> all = positions(timeline(""));
        List<Long> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = timeline("?limit=4" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            paged.addAll(positions(page));
            assertThat(page.json().get("lanes")).isEqualTo(timeline("").json().get("lanes"));
            cursor = page.json().get("next").isNull()
                    ? ""
                    : page.json().get("next").stringValue();
        } while (!cursor.isEmpty());
        assertThat(paged).isEqualTo(all);
        long counted = timeline("")
                .json()
                .get("lanes")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .sum();
        assertThat(counted).isEqualTo(all.size());
    }

    @Test
    void markdownShowsWhatPeopleWroteAsTheyWroteIt() {
        Answer answer = service.getAs("text/markdown", "/v1/incidents/" + INCIDENT + "/timeline", "auditor");
        assertThat(answer.header("Content-Type")).isEqualTo("text/markdown;charset=UTF-8");
        assertThat(answer.text())
                .contains("Basket \\<b\\>fails\\</b\\> \\| \\*badly\\*")
                .contains("## Suspects", "| introduced |", "old one \\[ran\\]\\(x\\)");
        assertThat(timeline("?format=markdown").text()).isEqualTo(answer.text());
    }

    @Test
    void thePictureNeedsNothingElse() throws Exception {
        Answer answer = timeline("?format=svg");
        assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document picture = factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.bytes()));
        assertThat(picture.getDocumentElement().getLocalName()).isEqualTo("svg");
        assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("checkout: Basket <b>fails</b> | *badly*");
        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
        assertThat(answer.text())
                .doesNotContain("href", "url(", "style=", "@import")
                .contains(">detected<", ">introduced<", "UTC");
    }

    @Test
    void aReleaseHasATimelineByTheSameEngine() {
        Answer answer = service.get("/v1/releases/" + BAD.release().id() + "/timeline", "auditor");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("inquiry").isNull()).isTrue();
        assertThat(reasons(answer, positionOfStart(answer))).contains("SAME_RELEASE");
        // The incident follows from its rollback.
        assertThat(reasons(answer, OPENED.position())).containsExactly("EFFECT");
        assertThat(service.get("/v1/releases/" + BAD.release().id() + "/timeline?format=svg", "auditor")
                        .status())
                .isEqualTo(200);
        assertThat(service.get(
                                "/v1/releases/" + BAD.release().id() + "/timeline?asOf=" + (OPENED.position() - 1),
                                "auditor")
                        .text())
                .doesNotContain("EFFECT");
    }

    @Test
    void aDuplicateTellsWhereItGoesOn() {
        Answer answer = service.get("/v1/incidents/" + MERGED + "/timeline", "auditor");
        assertThat(answer.json().get("of").get("mergedInto").stringValue()).isEqualTo(INCIDENT.toString());
        assertThat(answer.json().get("of").get("standing").stringValue()).isEqualTo("MERGED");
    }

    @Test
    void everyFaultIsNamed() {
        Answer answer = timeline(
                "?before=P91D&after=-PT1H&suspectsBefore=PT73H&kind=NOISE&limit=5001&cursor=x&format=pdf&asOf=never&sort=up");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faultyFields())
                .containsExactlyInAnyOrder(
                        "before", "after", "suspectsBefore", "kind", "limit", "cursor", "format", "asOf", "sort");
        assertThat(timeline("?asOf=99999").faultyFields()).containsExactly("asOf");
        assertThat(timeline("?before=P99999999999999999D").faultyFields()).containsExactly("before");
    }

    @Test
    void onlyWhoMayReadTheProductReads() {
        String path = "/v1/incidents/" + INCIDENT + "/timeline";
        assertThat(service.get(path, "developer@checkout").status()).isEqualTo(200);
        assertThat(service.get(path, "developer@search").status()).isEqualTo(403);
        assertThat(service.get("/v1/incidents/" + UUID.randomUUID() + "/timeline", "auditor")
                        .status())
                .isEqualTo(404);
        assertThat(service.get("/v1/incidents/none/timeline", "auditor").status())
                .isEqualTo(400);
        assertThat(service.getAs("application/xml", path, "auditor").status()).isEqualTo(406);
    }

    @Test
    void whatOtherProductsDidIsToldOnlyToThoseWhoMayReadThem() {
        String path = "/v1/incidents/" + INCIDENT + "/timeline";
        assertThat(service.get(path, "developer@checkout", "developer@payments").text())
                .contains("payments");
        assertThat(service.get(path, "developer@checkout").text()).doesNotContain("payments");
    }
}
