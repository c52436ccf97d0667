package dev.releaseledger.command.release.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.append.Append;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.command.append.PendingEntry;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.HealthChecks;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A product whose releases take little to reach production, and whoever works on it, each with the role that the name says. */
public final class QuickProduct {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String POLICY = """
            {"stages": [{"stage": "DEVELOPMENT"}, {"stage": "QA"}, {"stage": "STAGING"}, {"stage": "PRODUCTION"},
                        {"stage": "POST_RELEASE"}], "checklists": []}""";
    private static final List<String> APPROVERS =
            List.of("release-manager", "qa-lead", "product-owner", "product-owner");

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database;
    private final EntryReader entries;
    private final TestIssuer issuer;
    private final IntSupplier port;
    private final String name;

    /** An answer. */
    public record Reply(int status, JsonNode body) {
        /** The rule or problem that it names. */
        public String type() {
            String type = body.path("type").asString("");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    /**
     * A product of which the service knows nothing yet, once the service answers.
     *
     * @param port where the service listens
     */
    public QuickProduct(TestDatabase database, TestIssuer issuer, IntSupplier port, String name) {
        this.database = database;
        this.entries = new EntryReader(LedgerDatabases.dataSource(database));
        this.issuer = issuer;
        this.port = port;
        this.name = name;
        Awaitility.await("the policy of " + name)
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> as("admin", "/v1/policies/" + name, POLICY).status() == 201);
    }

    /** Says something as the one with this role. */
    public Reply as(String role, String path, String body) {
        return as("the-" + role, role, path, body);
    }

    /** Says something as somebody with this role. */
    public Reply as(String subject, String role, String path, String body) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getAsInt() + path))
                            .header("Authorization", "Bearer " + issuer.token(subject, role))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.body().startsWith("{")
                            ? JSON.readTree(response.body())
                            : JSON.getNodeFactory().stringNode(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Says something that is taken, and gives the id that the answer has. */
    public String taken(String role, String path, String body) {
        Reply reply = as(role, path, body);
        assertThat(reply.status()).as("%s: %s", path, reply.body()).isIn(200, 201);
        return reply.body().get("id").stringValue();
    }

    /** The address of a release that may go to production. */
    public String approved(String version) {
        String release = "/v1/releases/" + taken("release-manager", "/v1/releases", """
                        {"product":"%s","version":"%s","title":"t","kind":"STANDARD","strategy":"BIG_BANG"}""".formatted(name, version));
        taken("developer", release + "/changes", """
                {"changes":[{"id":"c-1","category":"FIX","summary":"s","author":"the-developer"}]}""");
        List<String> stages = List.of("DEVELOPMENT", "QA", "STAGING", "PRODUCTION");
        for (int i = 0; i < stages.size(); i++) {
            taken(APPROVERS.get(i), release + "/stages/" + stages.get(i) + "/approve", "{}");
        }
        return release;
    }

    /** Deploys a release to production, and gives the deployment's id. */
    public String deployed(String release) {
        return taken("ci", release + "/deployments", "{\"environment\":\"production\"}");
    }

    /** Deploys a release to production, dark until these flags open it, and gives the deployment's id. */
    public String dark(String release, String... flags) {
        return taken(
                "ci",
                release + "/deployments",
                "{\"environment\":\"production\",\"strategy\":\"FEATURE_FLAGS\",\"flags\":[\""
                        + String.join("\",\"", flags) + "\"]}");
    }

    /** The address of a flag that is there for good, and open to nobody yet. */
    public String flag(String key) {
        return "/v1/flags/" + taken("developer", "/v1/flags", """
                        {"key":"%s","product":"%s","type":"OPS","purpose":"p","owner":"dina","valueType":"BOOLEAN",
                         "variants":[{"name":"on","value":true},{"name":"off","value":false}],
                         "onVariant":"on","offVariant":"off"}""".formatted(key, name));
    }

    /** Finds that a deployment works. */
    public void verified(String release, String deployment) {
        taken(
                "ci",
                release + "/deployments/" + deployment + "/verify",
                "{\"outcome\":\"PASSED\",\"source\":\"probe\"}");
    }

    /** The address of a release that was deployed and verified. */
    public String inProduction(String version) {
        String release = approved(version);
        verified(release, deployed(release));
        return release;
    }

    /** The address of a rollback that waits for confirmation. */
    public String triggered(String release, String deployment, String... kinds) {
        return release + "/rollbacks/" + taken("on-call", release + "/rollbacks", demand(deployment, kinds));
    }

    /** The body of a demand for a rollback. */
    public static String demand(String deployment, String... kinds) {
        return "{\"deploymentId\":\"" + deployment + "\",\"reason\":\"CRITICAL_BUG\",\"kinds\":[\""
                + String.join("\",\"", kinds) + "\"],\"summary\":\"Nobody can pay\"}";
    }

    /** Two people confirm a rollback, so that it starts. */
    public void confirmed(String rollback) {
        taken("on-call", rollback + "/confirm", "{}");
        taken("manager", rollback + "/confirm", "{}");
    }

    /** Health reports say from now on that the deployment's environment is healthy. */
    public void healthy(String release, String deployment) {
        Instant from = Instant.now();
        HealthReported event = new HealthReported(
                UUID.fromString(deployment),
                HealthVerdict.HEALTHY,
                Baseline.UNKNOWN,
                List.of(new HealthReport(
                        UUID.randomUUID(),
                        from,
                        from.plusMillis(1),
                        "probe",
                        1,
                        null,
                        null,
                        HealthChecks.PASSING,
                        null,
                        null)));
        try (AppendEngine engine = LedgerDatabases.engine(database)) {
            Awaitility.await("a health report is recorded")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> engine.append(reporting(release, event)) instanceof AppendOutcome.Appended);
        }
    }

    private Append reporting(String release, HealthReported event) {
        EntryDraft draft = EntryDraft.of(
                UUID.randomUUID(),
                "/release-ledger/command.test",
                stream(release),
                event,
                new Attribution(UUID.randomUUID(), Set.of(Role.CI), Instant.now(), null),
                "health",
                null,
                null);
        return Append.of(
                List.of(new Expectation(stream(release), entries(release).size() - 1)),
                List.of(new PendingEntry(draft)));
    }

    private static String stream(String release) {
        return "release/" + release.substring(release.lastIndexOf('/') + 1);
    }

    /** What was recorded of a release, in order. */
    public List<Envelope> entries(String release) {
        return entries.stream(stream(release), 0, 500).stream()
                .map(stored -> EntryJson.read(stored.bytes()))
                .toList();
    }

    /** What was refused of a release, in order. */
    public int refusals(String release) {
        return entries.stream("refusal/" + stream(release), 0, 500).size();
    }

    /** The kinds of what was recorded of a release's rollbacks, in order, without {@code rollback-} and version. */
    public List<String> procedure(String release) {
        return named(release, "rollback-");
    }

    /** The kinds of what was recorded of a release's announcements, in order, each with the announcement's id. */
    public List<String> announced(String release) {
        return entries(release).stream()
                .filter(entry -> kind(entry).startsWith("announcement-"))
                .map(entry -> kind(entry).substring("announcement-".length()) + " "
                        + entry.data().get("announcementId").stringValue())
                .toList();
    }

    private List<String> named(String release, String prefix) {
        return entries(release).stream()
                .map(QuickProduct::kind)
                .filter(kind -> kind.startsWith(prefix))
                .map(kind -> kind.substring(prefix.length()))
                .toList();
    }

    private static String kind(Envelope entry) {
        String type = entry.type();
        return type.substring(type.indexOf(".release.") + ".release.".length(), type.lastIndexOf(".v"));
    }

    /** The newest entry of this kind, e.g. {@code rollback-failed}. */
    public JsonNode newest(String release, String kind) {
        return entries(release).stream()
                .filter(entry -> kind(entry).equals(kind))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .data();
    }

    /** Waits until what was recorded of the release's rollbacks is this. */
    public void awaitProcedure(String release, String... kinds) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(procedure(release)).containsExactly(kinds));
    }
}
