package dev.releaseledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService.Reply;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.refusal.RefusalsCounted;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.events.release.rule.Violation;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandServiceIT {
    private static final List<String> MANAGER = List.of("release-manager");

    private RunningCommandService service;

    @BeforeAll
    void start() {
        service = RunningCommandService.start("--release-ledger.refusals.recorded-singly=50");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> plan("warm-up", "1.0.0").status() == 201);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aPlannedReleaseIsAnsweredWithWhereItIsAndWhereItStands() {
        Reply reply = plan("alpha", "1.0.0");

        assertThat(reply.status()).isEqualTo(201);
        String id = reply.body().get("id").stringValue();
        assertThat(reply.header("location")).isEqualTo("/v1/releases/" + id);
        assertThat(reply.header("etag")).isEqualTo("\"0\"");
        assertThat(reply.body().get("position").longValue()).isNotNegative();
        assertThat(types("release/" + id)).containsExactly("dev.releaseledger.release.release-planned.v1");
    }

    @Test
    void theActorIsTheDirectoryIdOfTheTokensSubject_andTheSubjectStaysOutOfTheLedger() {
        String id = planned("actor", "1.0.0");

        Envelope entry = entries("release/" + id).getFirst();
        assertThat(entry.attribution().roles()).containsExactly(dev.releaseledger.events.access.Role.RELEASE_MANAGER);
        assertThat(entry.data().get("owner").stringValue())
                .isEqualTo(entry.attribution().actor().toString());
        assertThat(entry.data().toString()).doesNotContain("rita");
    }

    @Test
    void givenAVersionThatExists_theSecondIsRefusedAndTheRefusalIsRecorded() {
        planned("twice", "1.0.0");
        String other = UUID.randomUUID().toString();

        Reply reply = service.post("rita", MANAGER, "/v1/releases", planBody("twice", "1.0.0", other));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().get("type").stringValue()).endsWith("/rules/version-is-new");
        assertThat(types("refusal/release/" + other)).containsExactly("dev.releaseledger.refusal.claim-refused.v1");
        assertThat(types("release/" + other)).isEmpty();
        assertThat(decidedAgain(entries("refusal/release/" + other).getFirst())).containsExactly("VersionIsNew");
    }

    @Test
    void givenAReleaseOnItsWayToAnEnvironment_anotherIsRefused_andTheRefusalCanBeDecidedAgainFromEntriesAlone() {
        String first = planned("crowded", "1.0.0");
        String second = planned("crowded", "2.0.0");
        String deploy = "{\"environment\":\"qa\",\"strategy\":\"BIG_BANG\"}";
        String deployment = service.post("rita", MANAGER, "/v1/releases/" + first + "/deployments", deploy)
                .body()
                .get("id")
                .stringValue();

        Reply refused = service.post("rita", MANAGER, "/v1/releases/" + second + "/deployments", deploy);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("type").stringValue()).endsWith("/rules/no-other-release-is-deployed-there");
        Envelope refusal = entries("refusal/release/" + second).getFirst();
        assertThat(refusal.data().get("claim").stringValue()).isEqualTo("deployment:crowded/qa");
        assertThat(refusal.data().get("holder").stringValue()).isEqualTo("release/" + first);
        assertThat(refusal.data().get("holderSequence").longValue()).isEqualTo(2);
        assertThat(decidedAgain(refusal)).containsExactly("NoOtherReleaseIsDeployedThere");

        service.post(
                "carl",
                List.of("ci"),
                "/v1/releases/" + first + "/deployments/" + deployment + "/verify",
                "{\"outcome\":\"PASSED\",\"source\":\"smoke tests\"}");
        assertThat(service.post("rita", MANAGER, "/v1/releases/" + second + "/deployments", deploy)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void givenAnotherPlanForAReleaseThatIsPlanned_itIsRefusedAndRecorded() {
        String id = planned("planned-twice", "1.0.0");

        Reply reply = service.post("rita", MANAGER, "/v1/releases", planBody("planned-twice", "1.0.1", id));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().get("type").stringValue()).endsWith("/rules/release-is-not-yet-planned");
        assertThat(decidedAgain(entries("refusal/release/" + id).getFirst())).containsExactly("ReleaseIsNotYetPlanned");
    }

    @Test
    void givenTheSamePlanAgain_nothingNewIsRecorded() {
        String id = planned("again", "1.0.0");

        Reply reply = service.post("rita", MANAGER, "/v1/releases", planBody("again", "1.0.0", id));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(types("release/" + id)).hasSize(1);
    }

    @Test
    void givenOpenCriteria_approvalIsRefusedWithEveryReason_andRecordedWithWhatWasAsked() {
        String id = planned("gates", "1.0.0");

        Reply reply = service.post("rita", MANAGER, "/v1/releases/" + id + "/stages/DEVELOPMENT/approve", "{}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().get("violations").toString())
                .contains("EveryCriterionIsShown", "features-coded", "unit-tests", "code-reviewed");
        Envelope refusal = entries("refusal/release/" + id).getFirst();
        assertThat(refusal.data().get("command").stringValue()).isEqualTo("ApproveStage");
        assertThat(refusal.data().get("asked").toString()).contains("stage-approved.v1");
        assertThat(refusal.data().get("subjectSequence").longValue()).isZero();
    }

    @Test
    void givenARoleThatMayNot_theCommandIsForbiddenAndRecorded() {
        String id = planned("rights", "1.0.0");

        Reply reply =
                service.post("sam", List.of("developer"), "/v1/releases/" + id + "/cancel", "{\"reason\":\"no\"}");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body().get("type").stringValue()).endsWith("/rules/actor-has-the-right");
        assertThat(types("refusal/release/" + id)).hasSize(1);
    }

    @Test
    void givenARoleForAnotherProduct_theCommandIsForbidden() {
        String id = planned("scoped", "1.0.0");

        assertThat(service.post(
                                "sam",
                                List.of("release-manager@other"),
                                "/v1/releases/" + id + "/cancel",
                                "{\"reason\":\"no\"}")
                        .status())
                .isEqualTo(403);
        assertThat(service.post(
                                "sam",
                                List.of("release-manager@scoped"),
                                "/v1/releases/" + id + "/cancel",
                                "{\"reason\":\"yes\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givenTheSameIdempotencyKey_theSameAnswerComesAndNothingNewIsRecorded() {
        String id = planned("keys", "1.0.0");
        String path = "/v1/releases/" + id + "/changes";
        String body = "{\"changes\":[{\"category\":\"FIX\",\"summary\":\"s\",\"author\":\"ada\"}]}";

        Reply first = service.post("rita", MANAGER, path, body, "Idempotency-Key", "k1");
        Reply second = service.post("rita", MANAGER, path, body, "Idempotency-Key", "k1");
        Reply other = service.post("rita", MANAGER, path, body.replace("FIX", "FEATURE"), "Idempotency-Key", "k1");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.header("idempotency-replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(types("release/" + id)).hasSize(2);
    }

    @Test
    void givenAnActorWhoIsRefusedTooOftenForReceipts_aRepeatedRequestGetsItsFirstAnswerAllTheSame() {
        String release = "/v1/releases/" + planned("often-refused", "1.0.0");
        String change = "{\"changes\":[{\"category\":\"FIX\",\"summary\":\"s\",\"author\":\"ada\"}]}";
        Reply first = service.post("uma", MANAGER, release + "/changes", change, "Idempotency-Key", "k1");
        service.post("rita", MANAGER, release + "/cancel", "{\"reason\":\"no longer wanted\"}");

        for (int i = 0; i <= 60; i++) {
            assertThat(service.post("uma", MANAGER, release + "/complete", "{}").status())
                    .isEqualTo(409);
        }
        Reply again = service.post("uma", MANAGER, release + "/changes", change, "Idempotency-Key", "k1");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    }

    @Test
    void givenARefusal_itsReceiptGivesTheSameRefusalAndRecordsItOnce() {
        String id = planned("refused-keys", "1.0.0");
        String path = "/v1/releases/" + id + "/complete";

        Reply first = service.post("rita", MANAGER, path, "{}", "Idempotency-Key", "k1");
        Reply second = service.post("rita", MANAGER, path, "{}", "Idempotency-Key", "k1");

        assertThat(first.status()).isEqualTo(409);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(types("refusal/release/" + id)).hasSize(1);
    }

    @Test
    void givenManyAtOnceWithOneKey_oneIsRecordedAndAllGetItsAnswer() throws Exception {
        String id = planned("race", "1.0.0");
        String body = "{\"changes\":[{\"category\":\"FIX\",\"summary\":\"s\",\"author\":\"ada\"}]}";
        List<Callable<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(() ->
                    service.post("rita", MANAGER, "/v1/releases/" + id + "/changes", body, "Idempotency-Key", "same"));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> future : threads.invokeAll(calls)) {
                replies.add(future.get());
            }
            assertThat(replies).extracting(Reply::status).containsOnly(200);
            assertThat(replies)
                    .extracting(Reply::body)
                    .containsOnly(replies.getFirst().body());
        }
        assertThat(types("release/" + id)).hasSize(2);
    }

    @Test
    void givenAStaleIfMatch_theCommandIsNotDecided() {
        String id = planned("match", "1.0.0");
        String path = "/v1/releases/" + id + "/checklist/rollback-plan-documented/tick";

        assertThat(service.post("rita", MANAGER, path, "{}", "If-Match", "\"4\"")
                        .status())
                .isEqualTo(412);
        assertThat(service.post("rita", MANAGER, path, "{}", "If-Match", "\"0\"")
                        .status())
                .isEqualTo(200);
        assertThat(service.post("rita", MANAGER, path, "{}", "If-Match", "zero").status())
                .isEqualTo(400);
    }

    @Test
    void givenEvidenceOfOtherContent_itIsNotRecorded_andTheAnswerSaysWhatTheContentIs() {
        String id = planned("tested", "1.0.0");
        String path = "/v1/releases/" + id;
        String before = changesDigest(id);
        service.post(
                "rita",
                MANAGER,
                path + "/changes",
                "{\"changes\":[{\"id\":\"c1\",\"category\":\"FIX\",\"summary\":\"s\",\"author\":\"ada\"}]}");
        String now = changesDigest(id);

        Reply outdated = service.post("carl", List.of("ci"), path + "/evidence", evidence(before));
        assertThat(outdated.status()).isEqualTo(412);
        assertThat(outdated.body().get("type").stringValue()).endsWith("/stale");
        assertThat(outdated.body().get("detail").stringValue()).contains(now, "other content", "change c1 was added");
        assertThat(types("release/" + id)).hasSize(2);
        assertThat(types("refusal/release/" + id)).isEmpty();
        assertThat(service.post("carl", List.of("ci"), path + "/evidence", evidence(now))
                        .status())
                .isEqualTo(200);
        assertThat(service.post("carl", List.of("ci"), path + "/evidence", evidence("build 7"))
                        .status())
                .isEqualTo(400);
    }

    private String changesDigest(String id) {
        return ContentDigest.ofChanges((Release) state("release/" + id, Long.MAX_VALUE));
    }

    private static String evidence(String changesDigest) {
        return "{\"stage\":\"DEVELOPMENT\",\"criterion\":\"unit-tests\",\"outcome\":\"PASSED\",\"source\":\"ci\","
                + "\"changesDigest\":\"" + changesDigest + "\"}";
    }

    @Test
    void givenNoBody_aCommandThatNeedsNoneIsTaken() {
        String id = planned("bodiless", "1.0.0");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        service.uri("/v1/releases/" + id + "/checklist/rollback-plan-documented/tick"))
                .header("Authorization", "Bearer " + service.issuer().token("rita", "release-manager"))
                .POST(HttpRequest.BodyPublishers.noBody());

        assertThat(service.send(request).status()).isEqualTo(200);
    }

    @Test
    void givenAClaimedTime_onlyAnImporterIsBelieved_andItsReleaseOpensNoLiveGate() {
        String past = "\"2020-01-01T00:00:00Z\"";
        String body = planBody("old", "1.0.0", UUID.randomUUID().toString())
                .replaceFirst("\\{", "{\"occurredAt\":" + past + ",");

        assertThat(service.post("rita", MANAGER, "/v1/releases", body).status()).isEqualTo(403);
        Reply reply = service.post("ivan", List.of("importer"), "/v1/releases", body);
        assertThat(reply.status()).isEqualTo(201);
        String id = reply.body().get("id").stringValue();
        for (String stage : List.of("DEVELOPMENT", "QA", "STAGING", "PRODUCTION")) {
            Reply told = service.post(
                    "ivan",
                    List.of("importer"),
                    "/v1/releases/" + id + "/stages/" + stage + "/approve",
                    "{\"approvedBy\":\"olga\",\"occurredAt\":" + past + "}");
            assertThat(told.status()).isEqualTo(200);
        }
        assertThat(types("release/" + id)).contains("dev.releaseledger.release.stage-approval-reconstructed.v1");
        assertThat(service.post(
                                "rita",
                                MANAGER,
                                "/v1/releases/" + id + "/deployments",
                                "{\"environment\":\"production\"}")
                        .body()
                        .get("type")
                        .stringValue())
                .endsWith("/rules/backfill-stays-in-the-past");
        assertThat(service.post(
                                "ivan",
                                List.of("importer"),
                                "/v1/releases/" + id + "/deployments",
                                "{\"environment\":\"production\",\"occurredAt\":\"2999-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void notesAreEditedAndPublished_andThenNothingOfThemChanges() {
        String release = "/v1/releases/" + planned("noted", "1.0.0");
        String change =
                "{\"changes\":[{\"id\":\"c-1\",\"summary\":\"feat(cart): save for later\",\"author\":\"sam\"}]}";
        assertThat(service.post("sam", List.of("developer"), release + "/changes", change)
                        .status())
                .isEqualTo(200);
        String edit =
                "{\"changeId\":\"c-1\",\"section\":\"BREAKING_CHANGES\",\"text\":\"carts expire\",\"sunset\":\"2026-09-01\"}";
        assertThat(service.post("rita", MANAGER, release + "/notes/edit", edit).status())
                .isEqualTo(200);
        Reply added = service.post(
                "rita",
                MANAGER,
                release + "/notes/add",
                "{\"section\":\"IMPROVEMENTS\",\"area\":\"Cart\",\"text\":\"faster\"}");
        assertThat(added.status()).isEqualTo(201);
        String leftOut = "{\"noteId\":" + added.body().get("id") + ",\"reason\":\"It is not\"}";
        assertThat(service.post("rita", MANAGER, release + "/notes/leave-out", leftOut)
                        .status())
                .isEqualTo(200);

        assertThat(service.post("rita", MANAGER, release + "/notes/publish", "{}")
                        .status())
                .isEqualTo(200);

        Envelope published =
                entries(release.replace("/v1/releases/", "release/")).getLast();
        assertThat(published.type()).endsWith(".notes-published.v1");
        assertThat(published.data().get("entries").intValue()).isEqualTo(1);
        assertThat(published.data().get("digest").stringValue()).startsWith("sha256:");
        Reply again = service.post("rita", MANAGER, release + "/notes/edit", edit.replace("expire", "stay"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("type").stringValue()).endsWith("/rules/notes-are-not-yet-published");
        Reply more = service.post("sam", List.of("developer"), release + "/changes", change.replace("c-1", "c-2"));
        assertThat(more.status()).isEqualTo(409);
        assertThat(more.body().get("type").stringValue()).endsWith("/rules/notes-are-not-yet-published");
    }

    @Test
    void givenNoCategory_theConventionalCommitTellsIt_andOtherwiseTheAnswerNamesWhereItIsMissing() {
        String id = planned("conventional", "1.0.0");
        String changes = "/v1/releases/" + id + "/changes";

        Reply told = service.post(
                "sam",
                List.of("developer"),
                changes,
                "{\"changes\":[{\"summary\":\"feat!: another cart\",\"author\":\"sam\"}]}");
        Reply untold = service.post(
                "sam",
                List.of("developer"),
                changes,
                "{\"changes\":[{\"summary\":\"fix: sums\",\"author\":\"sam\"},{\"summary\":\"Mend sums\",\"author\":\"sam\"}]}");

        assertThat(told.status()).isEqualTo(200);
        assertThat(entries("release/" + id).getLast().data().get("category").stringValue())
                .isEqualTo("BREAKING");
        assertThat(untold.status()).isEqualTo(400);
        assertThat(untold.body().get("faults").toString()).contains("changes[1].category", "conventional commit");
        assertThat(types("release/" + id)).hasSize(2);
    }

    @Test
    void givenBothAChangeAndANote_orADateThatIsNone_nothingIsSaidOfTheNotes() {
        String notes = "/v1/releases/" + planned("unclear", "1.0.0") + "/notes";

        Reply both = service.post(
                "rita",
                MANAGER,
                notes + "/leave-out",
                "{\"changeId\":\"c-1\",\"noteId\":\"" + UUID.randomUUID() + "\",\"reason\":\"x\"}");
        Reply date = service.post(
                "rita", MANAGER, notes + "/edit", "{\"changeId\":\"c-1\",\"text\":\"x\",\"sunset\":\"September\"}");

        assertThat(both.status()).isEqualTo(400);
        assertThat(date.status()).isEqualTo(400);
        assertThat(date.body().get("faults").toString()).contains("sunset", "ISO 8601");
    }

    @Test
    void givenAnActorWhoIsRefusedAllDay_theExcessIsCounted() {
        String id = planned("flood", "1.0.0");
        for (int i = 0; i < 60; i++) {
            assertThat(service.post("mallory", List.of(), "/v1/releases/" + id + "/cancel", "{\"reason\":\"x\"}")
                            .status())
                    .isEqualTo(403);
        }

        assertThat(types("refusal/release/" + id)).hasSize(50);
    }

    @Test
    void givenAnUnknownRelease_theAnswerIsNotFound() {
        assertThat(service.post("rita", MANAGER, "/v1/releases/" + UUID.randomUUID() + "/complete", "{}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"product\":\"x\",\"unknown\":1}",
                "{\"product\":7,\"version\":true,\"title\":[],\"kind\":\"NONE\",\"strategy\":null}",
                "{\"product\":\"a\\u0000b\",\"version\":\"1\",\"title\":\"t\",\"kind\":\"STANDARD\",\"strategy\":\"CANARY\"}",
                "{\"product\":\"x\",\"version\":\"1\",\"title\":\"\\u0007\",\"kind\":\"STANDARD\",\"strategy\":\"CANARY\"}"
            })
    void givenABadBody_theAnswerNamesTheFaults(String body) {
        Reply reply = service.post("rita", MANAGER, "/v1/releases", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.body().get("faults")).isNotEmpty();
        assertThat(reply.body().toString()).doesNotContain("java", "Exception", "jackson", "dev.releaseledger");
    }

    @Test
    void givenABodyOfMoreThanAMebibyte_itIsTooLarge() {
        assertThat(service.post("rita", MANAGER, "/v1/releases", "{\"title\":\"" + "x".repeat(1 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void givenAThousandLevels_theBodyIsRefused() {
        assertThat(service.post("rita", MANAGER, "/v1/releases", "[".repeat(1_000))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void givenAnotherMediaType_itIsUnsupported_andAnotherMethodNotAllowed() {
        String token = "Bearer " + service.issuer().token("rita", "release-manager");
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/v1/releases"))
                                .header("Authorization", token)
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("x")))
                        .status())
                .isEqualTo(415);
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/v1/releases"))
                                .header("Authorization", token)
                                .GET())
                        .status())
                .isEqualTo(405);
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/v1/nothing"))
                                .header("Authorization", token)
                                .GET())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void givenNoGoodToken_nothingIsTaken() {
        assertThat(withToken(null)).isEqualTo(401);
        assertThat(withToken("nonsense")).isEqualTo(401);
        assertThat(withToken(service.issuer().forgedToken("rita", "release-manager")))
                .isEqualTo(401);
        assertThat(withToken(service.issuer().unsignedToken("rita", "release-manager")))
                .isEqualTo(401);
        assertThat(withToken(service.issuer()
                        .token(claims -> claims.subject("rita")
                                .claim("roles", MANAGER)
                                .expirationTime(Date.from(Instant.now().minusSeconds(3_600))))))
                .isEqualTo(401);
        assertThat(withToken(service.issuer()
                        .token(claims ->
                                claims.subject("rita").claim("roles", MANAGER).audience("other"))))
                .isEqualTo(401);
        assertThat(withToken(service.issuer()
                        .token(claims ->
                                claims.subject("rita").claim("roles", MANAGER).issuer("http://other.example"))))
                .isEqualTo(401);
    }

    @Test
    void healthIsOpen_metricsAreNot() {
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/actuator/health"))
                                .GET())
                        .status())
                .isEqualTo(200);
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/actuator/prometheus"))
                                .GET())
                        .status())
                .isEqualTo(401);
        assertThat(service.send(HttpRequest.newBuilder(service.uri("/actuator/prometheus"))
                                .header(
                                        "Authorization",
                                        "Bearer " + service.issuer().token("ann", "admin"))
                                .GET())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyCommandIsInTheOpenApiDocument() {
        Reply reply =
                service.send(HttpRequest.newBuilder(service.uri("/v3/api-docs")).GET());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("openapi").stringValue()).startsWith("3.1");
        assertThat(reply.body().get("paths").propertyNames())
                .contains(
                        "/v1/releases",
                        "/v1/releases/{id}/reschedule",
                        "/v1/releases/{id}/changes",
                        "/v1/releases/{id}/changes/{changeId}/remove",
                        "/v1/releases/{id}/evidence",
                        "/v1/releases/{id}/checklist/{item}/tick",
                        "/v1/releases/{id}/checklist/{item}/untick",
                        "/v1/releases/{id}/checklist/{item}/waive",
                        "/v1/releases/{id}/stages/{stage}/approve",
                        "/v1/releases/{id}/stages/{stage}/reject",
                        "/v1/releases/{id}/deployments",
                        "/v1/releases/{id}/deployments/{deploymentId}/advance",
                        "/v1/releases/{id}/deployments/{deploymentId}/verify",
                        "/v1/releases/{id}/rollbacks",
                        "/v1/releases/{id}/rollbacks/{rollbackId}/confirm",
                        "/v1/releases/{id}/rollbacks/{rollbackId}/steps",
                        "/v1/releases/{id}/rollbacks/{rollbackId}/verify",
                        "/v1/releases/{id}/rollbacks/{rollbackId}/fail",
                        "/v1/releases/{id}/rollbacks/{rollbackId}/complete",
                        "/v1/releases/{id}/rollbacks/{rollbackId}/withdraw",
                        "/v1/releases/{id}/rollbacks/{rollbackId}/obligations/{obligation}/meet",
                        "/v1/releases/{id}/rollbacks/{rollbackId}/announce",
                        "/v1/releases/{id}/notes/edit",
                        "/v1/releases/{id}/notes/add",
                        "/v1/releases/{id}/notes/leave-out",
                        "/v1/releases/{id}/notes/publish",
                        "/v1/releases/{id}/complete",
                        "/v1/releases/{id}/cancel",
                        "/v1/flags",
                        "/v1/flags/{id}/targeting",
                        "/v1/flags/{id}/split",
                        "/v1/flags/{id}/advance",
                        "/v1/flags/{id}/reduce",
                        "/v1/flags/{id}/pause",
                        "/v1/flags/{id}/resume",
                        "/v1/flags/{id}/disable",
                        "/v1/flags/{id}/enable",
                        "/v1/flags/{id}/link",
                        "/v1/flags/{id}/unlink",
                        "/v1/flags/{id}/end",
                        "/v1/flags/{id}/clean-up",
                        "/v1/flags/{id}/archive",
                        "/v1/directory/{id}",
                        "/v1/directory/aliases");
        assertThat(reply.body()
                        .at("/paths/~1v1~1releases~1{id}~1evidence/post/description")
                        .asString())
                .contains("changesDigest", "412");
    }

    @Test
    void aPersonCanBeLookedUpAndForgotten_byAdminsAlone() {
        String id = planned("people", "1.0.0");
        UUID actor = entries("release/" + id).getFirst().attribution().actor();
        String forgettable = "forgettable-" + UUID.randomUUID();
        Reply planned = service.post(
                forgettable,
                MANAGER,
                "/v1/releases",
                planBody("people", "2.0.0", UUID.randomUUID().toString()));
        UUID person = entries("release/" + planned.body().get("id").stringValue())
                .getFirst()
                .attribution()
                .actor();

        assertThat(directory("GET", actor, "release-manager").status()).isEqualTo(403);
        assertThat(directory("GET", actor, "admin").body().get("subject").stringValue())
                .isEqualTo("rita");
        assertThat(directory("DELETE", person, "admin").status()).isEqualTo(204);
        assertThat(directory("GET", person, "admin").status()).isEqualTo(404);
        Reply later = service.post(
                forgettable,
                MANAGER,
                "/v1/releases",
                planBody("people", "3.0.0", UUID.randomUUID().toString()));
        assertThat(entries("release/" + later.body().get("id").stringValue())
                        .getFirst()
                        .attribution()
                        .actor())
                .as("an open release names the person, who is the same for its rules")
                .isEqualTo(person);
    }

    @Test
    void whoeverIsErasedAndComesBackDoesNotApproveWhatTheyPlanned() {
        String planner = "planner-" + UUID.randomUUID();
        Reply planned = service.post(
                planner,
                MANAGER,
                "/v1/releases",
                planBody("returning", "1.0.0", UUID.randomUUID().toString()));
        String release = planned.body().get("id").stringValue();
        UUID person = entries("release/" + release).getFirst().attribution().actor();
        assertThat(directory("DELETE", person, "admin").status()).isEqualTo(204);

        Reply approval = service.post(
                planner, List.of("manager"), "/v1/releases/" + release + "/stages/PRODUCTION/approve", "{}");

        assertThat(approval.body().get("violations").toString()).contains("ApproverIsNotThePlanner");
    }

    @Test
    void givenAnAlias_whoeverWroteAChangeUnderItDoesNotApproveIt() {
        String developer = "repo:example/" + UUID.randomUUID() + ":ref:refs/heads/main";
        String address = UUID.randomUUID() + "@example.com";
        String alias = "{\"subject\":\"" + developer + "\",\"alias\":\"" + address + "\"}";
        String aliases = "/v1/directory/aliases";
        assertThat(service.post("ann", MANAGER, aliases, alias).status()).isEqualTo(403);
        Reply joined = service.post("ann", List.of("admin"), aliases, alias);
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.body().get("subject").stringValue()).isEqualTo(developer);
        assertThat(joined.body().get("aliases").get(0).stringValue()).isEqualTo(address);

        String release = planned("aliases", "1.0.0");
        service.post(
                "rita",
                MANAGER,
                "/v1/releases/" + release + "/changes",
                "{\"changes\":[{\"category\":\"FIX\",\"summary\":\"s\",\"author\":\"" + address + "\"}]}");
        Reply approval = service.post(
                developer, List.of("manager"), "/v1/releases/" + release + "/stages/PRODUCTION/approve", "{}");

        assertThat(approval.body().get("violations").toString()).contains("ApproverIsNotTheAuthor");
    }

    @Test
    void givenTwoThatAreKnownApart_theyAreNotJoined_andWhatIsNoSubjectIsNamed() {
        String suffix = UUID.randomUUID().toString();
        for (String subject : List.of("one-" + suffix, "two-" + suffix)) {
            service.post(
                    subject,
                    MANAGER,
                    "/v1/releases",
                    planBody("apart", subject, UUID.randomUUID().toString()));
        }

        Reply apart = service.post(
                "ann",
                List.of("admin"),
                "/v1/directory/aliases",
                "{\"subject\":\"one-" + suffix + "\",\"alias\":\"two-" + suffix + "\"}");
        Reply tooLongAndNoAlias = service.post(
                "ann", List.of("admin"), "/v1/directory/aliases", "{\"subject\":\"" + "x".repeat(201) + "\"}");

        assertThat(apart.status()).isEqualTo(409);
        assertThat(apart.body().get("detail").stringValue()).contains("known as two people");
        assertThat(tooLongAndNoAlias.status()).isEqualTo(400);
        assertThat(tooLongAndNoAlias.body().get("faults").toString()).contains("\"subject\"", "\"alias\"");
    }

    private Reply directory(String method, UUID id, String role) {
        return service.send(HttpRequest.newBuilder(service.uri("/v1/directory/" + id))
                .header("Authorization", "Bearer " + service.issuer().token("someone", role))
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private int withToken(@Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri("/v1/releases"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        planBody("no-token", "1.0.0", UUID.randomUUID().toString())));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return service.send(request).status();
    }

    private String planned(String product, String version) {
        return plan(product, version).body().get("id").stringValue();
    }

    private Reply plan(String product, String version) {
        return service.post(
                "rita",
                MANAGER,
                "/v1/releases",
                planBody(product, version, UUID.randomUUID().toString()));
    }

    private static String planBody(String product, String version, String id) {
        return "{\"id\":\"" + id + "\",\"product\":\"" + product + "\",\"version\":\"" + version
                + "\",\"title\":\"A title\",\"kind\":\"STANDARD\",\"strategy\":\"ROLLING\"}";
    }

    /** The rules that a recorded refusal's events violate, by what its entry names and by other entries alone. */
    private List<String> decidedAgain(Envelope entry) {
        return switch ((RefusalEvent) Events.read(entry)) {
            case CommandRefused refused ->
                decidedAgain(
                        entry,
                        state(refused.subject(), refused.subjectSequence()),
                        refused.policyVersion(),
                        refused.asked(),
                        refused.violations(),
                        null);
            case ClaimRefused refused -> {
                ReleaseState holder = state(refused.holder(), refused.holderSequence());
                assertThat(ReleaseClaims.heldBy((Release) holder)).contains(refused.claim());
                yield decidedAgain(
                        entry,
                        state(refused.subject(), refused.subjectSequence()),
                        refused.policyVersion(),
                        refused.asked(),
                        refused.violations(),
                        new HeldClaim(refused.claim(), refused.holder(), refused.holderSequence()));
            }
            case RefusalsCounted counted -> throw new IllegalArgumentException("a count decides nothing");
        };
    }

    private static List<String> decidedAgain(
            Envelope entry,
            ReleaseState subject,
            int policyVersion,
            List<CommandRefused.Asked> asked,
            List<CommandRefused.Refused> recorded,
            @Nullable HeldClaim held) {
        ReleaseEvent event = (ReleaseEvent)
                Events.read(asked.getFirst().type(), asked.getFirst().data());
        String product =
                subject instanceof Release release ? release.plan().product() : ((ReleasePlanned) event).product();
        ReleasePolicy policy = PolicyBook.empty().pinned(product, policyVersion);
        List<Violation> violations = subject instanceof Release release
                ? ReleaseRules.judge(release, event, entry.attribution(), policy, Surroundings.of(held))
                : ReleaseRules.judgeFirst((ReleasePlanned) event, entry.attribution(), policy, Surroundings.of(held));
        assertThat(violations.stream()
                        .map(violation -> new CommandRefused.Refused(violation.rule(), violation.reason())))
                .containsExactlyElementsOf(recorded);
        return violations.stream().map(Violation::rule).toList();
    }

    private ReleaseState state(String stream, long upTo) {
        ReleaseState state = ReleaseState.unplanned();
        for (Envelope entry : entries(stream)) {
            if (entry.sequence() <= upTo) {
                state = state.evolve((ReleaseEvent) Events.read(entry), entry.attribution());
            }
        }
        return state;
    }

    private List<String> types(String stream) {
        return entries(stream).stream().map(Envelope::type).toList();
    }

    private List<Envelope> entries(String stream) {
        try (Connection connection = service.database().connectAsCommand();
                PreparedStatement select = connection.prepareStatement(
                        "select bytes from ledger.entry where stream = ? order by sequence")) {
            select.setString(1, stream);
            List<Envelope> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(EntryJson.read(rows.getBytes(1)));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
