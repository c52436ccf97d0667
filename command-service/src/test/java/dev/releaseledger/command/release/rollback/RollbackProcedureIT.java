package dev.releaseledger.command.release.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.RunningCommandService;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Envelope;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole procedure of a rollback by people alone: nothing is configured that executes or announces anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RollbackProcedureIT {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String CODE = "{\"kind\":\"CODE\",\"source\":\"the-on-call\",\"version\":\"1.0.0\"}";
    private static final String FLAG = "{\"kind\":\"FLAG\",\"source\":\"flags\",\"flags\":[\"pay_later\"]}";
    private static final String DATA = "{\"kind\":\"DATA\",\"source\":\"psql\",\"link\":\"https://scripts.example/7\","
            + "\"digest\":\"" + DIGEST + "\",\"summary\":\"Orders as they were\"}";

    private RunningCommandService service;

    @BeforeAll
    void start() {
        service = RunningCommandService.start();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    private QuickProduct product(String name) {
        return new QuickProduct(
                service.database(), service.issuer(), () -> service.uri("/").getPort(), name);
    }

    @Test
    void aRollbackGoesThroughItsSixSteps_eachByWhoMay_andIsCompleteByItselfOncePeopleWereTold() {
        QuickProduct shop = product("whole");
        shop.inProduction("1.0.0");
        String release = shop.approved("1.1.0");
        String deployment = shop.deployed(release);
        String rollback = shop.triggered(release, deployment, "CODE", "FLAG", "DATA");

        assertThat(shop.as("on-call", release + "/rollbacks", QuickProduct.demand(deployment, "CODE"))
                        .type())
                .isEqualTo("one-rollback-at-a-time");
        assertThat(shop.as("on-call", rollback + "/steps", CODE).type()).isEqualTo("kind-is-left-to-execute");
        shop.taken("on-call", rollback + "/confirm", "{}");
        assertThat(shop.as("the-on-call", "manager", rollback + "/confirm", "{}")
                        .type())
                .isEqualTo("two-different-people-confirm");
        shop.taken("manager", rollback + "/confirm", "{}");

        assertThat(shop.as("on-call", rollback + "/steps", CODE.replace("1.0.0", "0.9.0"))
                        .type())
                .isEqualTo("evidence-fits-the-kind");
        shop.taken("on-call", rollback + "/steps", CODE);
        int recorded = shop.entries(release).size();
        shop.taken("on-call", rollback + "/steps", CODE);
        assertThat(shop.entries(release)).hasSize(recorded);
        assertThat(shop.as("release-manager", rollback + "/steps", CODE).type()).isEqualTo("kind-is-left-to-execute");
        assertThat(shop.as("on-call", rollback + "/steps", "{\"kind\":\"FLAG\",\"source\":\"flags\"}")
                        .type())
                .isEqualTo("evidence-fits-the-kind");
        shop.taken("on-call", rollback + "/steps", FLAG);
        assertThat(shop.as("on-call", rollback + "/steps", "{\"kind\":\"DATA\",\"source\":\"psql\"}")
                        .type())
                .isEqualTo("evidence-fits-the-kind");
        shop.taken("ci", rollback + "/steps", DATA);

        assertThat(shop.as("on-call", rollback + "/verify", "{}").type()).isEqualTo("health-reports-say-it-helped");
        assertThat(shop.as("on-call", rollback + "/complete", "{}").type()).isEqualTo("rollback-is-verified");
        assertThat(shop.as("release-manager", rollback + "/announce", "{\"announcements\":[\"rolled-back\"]}")
                        .type())
                .isEqualTo("nothing-to-announce");
        shop.healthy(release, deployment);
        shop.taken("on-call", rollback + "/verify", "{\"comment\":\"Payments work\"}");
        shop.taken("on-call", rollback + "/verify", "{}");
        assertThat(shop.as("on-call", rollback + "/complete", "{}").type()).isEqualTo("people-were-told");

        assertThat(shop.as("support", rollback + "/announce", "{}").status()).isEqualTo(403);
        shop.taken("release-manager", rollback + "/announce", "{\"link\":\"https://status.example/1\"}");
        shop.awaitProcedure(
                release,
                "triggered",
                "confirmed",
                "confirmed",
                "started",
                "step-done",
                "step-done",
                "step-done",
                "verified",
                "completed");
        assertThat(shop.announced(release)).contains("sent rolling-back", "sent rolled-back");
        Envelope completed = shop.entries(release).getLast();
        assertThat(completed.attribution().roles()).containsExactly(Role.CI);
        int sent = shop.entries(release).size();
        shop.taken("release-manager", rollback + "/announce", "{}");
        shop.taken("on-call", rollback + "/complete", "{}");
        assertThat(shop.entries(release)).hasSize(sent);

        String documented = rollback + "/obligations/DOCUMENTED/meet";
        String where = "{\"link\":\"https://wiki.example/7\",\"digest\":\"" + DIGEST + "\"}";
        assertThat(shop.as("on-call", rollback + "/obligations/PARTY/meet", "{}")
                        .type())
                .isEqualTo("rollback-obliges");
        shop.taken("on-call", documented, where);
        shop.taken("on-call", documented, where);
        assertThat(shop.as("on-call", documented, "{}").type()).isEqualTo("obligation-is-still-open");
        shop.taken("developer", rollback + "/obligations/ROOT_CAUSE/meet", "{\"comment\":\"A null\"}");
        assertThat(shop.procedure(release).subList(9, 11)).containsExactly("obligation-met", "obligation-met");
    }

    @Test
    void givenAWithdrawnRollback_nothingFollowsOfIt_andTheNextMayBeAskedFor() {
        QuickProduct shop = product("withdrawn");
        shop.inProduction("1.0.0");
        String release = shop.approved("1.1.0");
        String deployment = shop.deployed(release);
        String rollback = shop.triggered(release, deployment, "CODE");
        String reason = "{\"reason\":\"It was the network\"}";

        assertThat(shop.as("ci", rollback + "/withdraw", reason).status()).isEqualTo(403);
        shop.taken("manager", rollback + "/withdraw", reason);
        shop.taken("manager", rollback + "/withdraw", reason);

        assertThat(shop.as("manager", rollback + "/withdraw", "{\"reason\":\"Another\"}")
                        .type())
                .isEqualTo("rollback-still-waits");
        assertThat(shop.as("on-call", rollback + "/confirm", "{}").status()).isEqualTo(409);
        assertThat(shop.as("on-call", rollback + "/steps", CODE).status()).isEqualTo(409);
        assertThat(shop.as("on-call", rollback + "/fail", "{\"summary\":\"s\"}").type())
                .isEqualTo("rollback-is-being-done");
        assertThat(shop.as("on-call", rollback + "/obligations/DOCUMENTED/meet", "{}")
                        .type())
                .isEqualTo("rollback-obliges");
        assertThat(shop.procedure(release)).containsExactly("triggered", "withdrawn");
        shop.confirmed(shop.triggered(release, deployment, "CODE"));
        assertThat(shop.procedure(release)).endsWith("triggered", "confirmed", "confirmed", "started");
    }

    @Test
    void givenARollbackThatDoesNotWork_thatIsSaidAndTold_andItIsTriedAnew() {
        QuickProduct shop = product("failing");
        shop.inProduction("1.0.0");
        String release = shop.approved("1.1.0");
        String deployment = shop.deployed(release);
        String rollback = shop.triggered(release, deployment, "CODE");
        shop.confirmed(rollback);
        String failed = "{\"kind\":\"CODE\",\"summary\":\"The old image is gone\"}";

        assertThat(shop.as("support", rollback + "/fail", failed).status()).isEqualTo(403);
        shop.taken("on-call", rollback + "/fail", failed);
        shop.taken("on-call", rollback + "/fail", failed);
        shop.taken(
                "release-manager",
                rollback + "/announce",
                "{\"announcements\":[\"rollback-failed\"],\"comment\":\"Said\"}");

        assertThat(shop.procedure(release)).containsExactly("triggered", "confirmed", "confirmed", "started", "failed");
        assertThat(shop.announced(release)).contains("sent rollback-failed");
        String second = shop.triggered(release, deployment, "CODE");
        shop.confirmed(second);
        shop.taken("on-call", second + "/steps", CODE);
        shop.healthy(release, deployment);
        shop.taken("on-call", second + "/verify", "{}");
        shop.taken("release-manager", second + "/announce", "{}");
        assertThat(shop.announced(release)).contains("sent rolling-back-2", "sent rolled-back-2");
    }

    @Test
    void givenACompletedRelease_itIsTakenBackAllTheSame() {
        QuickProduct shop = product("late");
        shop.inProduction("1.0.0");
        String release = shop.approved("1.1.0");
        String deployment = shop.deployed(release);
        shop.verified(release, deployment);
        shop.taken("release-manager", release + "/stages/POST_RELEASE/approve", "{}");
        shop.taken("release-manager", release + "/complete", "{}");

        String rollback = shop.triggered(release, deployment, "CODE");
        shop.confirmed(rollback);
        shop.taken("on-call", rollback + "/steps", CODE);
        shop.healthy(release, deployment);
        shop.taken("on-call", rollback + "/verify", "{}");
        shop.taken("release-manager", rollback + "/announce", "{}");

        shop.awaitProcedure(
                release, "triggered", "confirmed", "confirmed", "started", "step-done", "verified", "completed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "developer | steps     | {'kind':'CODE','source':'s','version':'1.0.0'}",
                "manager   | steps     | {'kind':'CODE','source':'s','version':'1.0.0'}",
                "manager   | verify    | {}",
                "developer | fail      | {'summary':'s'}",
                "support   | complete  | {}",
                "ci        | withdraw  | {'reason':'r'}",
                "support   | announce  | {}",
                "manager   | obligations/DOCUMENTED/meet | {}"
            })
    void whoeverLacksTheRight_isRefused_andThatIsOnRecord(String role, String what, String body) {
        QuickProduct shop = product("rights-" + UUID.randomUUID());
        shop.inProduction("1.0.0");
        String release = shop.approved("1.1.0");
        String rollback = shop.triggered(release, shop.deployed(release), "CODE");
        int before = shop.refusals(release);

        assertThat(shop.as(role, rollback + "/" + what, body.replace('\'', '"')).status())
                .isEqualTo(403);

        assertThat(shop.refusals(release)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps    | {'source':'s'}                                                        | kind",
                "steps    | {'kind':'LUCK','source':'s'}                                          | kind",
                "steps    | {'kind':'FLAG','source':'s','flags':['Not a key']}                    | flags",
                "steps    | {'kind':'DATA','source':'s','digest':'sha256:1'}                      | digest",
                "steps    | {'kind':'CODE','source':'','version':'1.0.0'}                         | source",
                "fail     | {'kind':'CODE'}                                                       | summary",
                "withdraw | {}                                                                    | reason",
                "announce | {'announcements':[]}                                                  | announcements",
                "announce | {'link':'javascript:alert(1)'}                                        | link",
                "complete | {'comment':'c'}                                                       | comment",
                "obligations/DOCUMENTED/meet | {'digest':'md5:1'}                                 | digest"
            })
    void aBodyWithAFaultIsAnsweredWithIt(String what, String body, String field) {
        QuickProduct.Reply reply = product("faults-" + UUID.randomUUID())
                .as(
                        "on-call",
                        "/v1/releases/" + UUID.randomUUID() + "/rollbacks/" + UUID.randomUUID() + "/" + what,
                        body.replace('\'', '"'));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("faults").findValuesAsString("field")).containsExactly(field);
    }

    @Test
    void aRollbackThatThereIsNot_isNeitherExecutedNorVerifiedNorTold() {
        QuickProduct shop = product("none");
        String none = shop.approved("1.0.0") + "/rollbacks/" + UUID.randomUUID();

        assertThat(shop.as("on-call", none + "/steps", CODE).status()).isEqualTo(409);
        assertThat(shop.as("on-call", none + "/verify", "{}").status()).isEqualTo(409);
        assertThat(shop.as("on-call", none + "/fail", "{\"summary\":\"s\"}").status())
                .isEqualTo(409);
        assertThat(shop.as("on-call", none + "/complete", "{}").status()).isEqualTo(409);
        assertThat(shop.as("on-call", none + "/withdraw", "{\"reason\":\"r\"}").status())
                .isEqualTo(409);
        assertThat(shop.as("on-call", none + "/obligations/DOCUMENTED/meet", "{}")
                        .status())
                .isEqualTo(409);
        assertThat(shop.as("release-manager", none + "/announce", "{}").type()).isEqualTo("nothing-to-announce");
    }
}
