package dev.releaseledger.acceptance.harness;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The people and machines around a ledger, each with the role that its name says, and what they do every day. */
public final class Team {
    /** What the default policy has somebody tick before production, by who may. */
    private static final Map<String, List<String>> BEFORE_PRODUCTION = Map.of(
            "developer",
            List.of(
                    "merged-to-release-branch",
                    "coverage-meets-threshold",
                    "no-critical-vulnerabilities",
                    "performance-acceptable",
                    "release-notes-written",
                    "api-documentation-updated",
                    "runbook-updated",
                    "known-issues-documented",
                    "migrations-tested"),
            "product-owner",
            List.of("product-owner-signed-off"),
            "qa-lead",
            List.of("qa-signed-off"),
            "support",
            List.of("support-notified", "customer-success-notified"),
            "release-manager",
            List.of("flags-configured", "rollback-plan-documented", "on-call-named"));

    private static final List<String> RELEASE_DAY = List.of(
            "window-announced",
            "staging-healthy",
            "production-backup",
            "metrics-normal",
            "completion-announced",
            "record-updated");

    private final Ledger ledger;

    public Team(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The one with this role. */
    public Caller the(String role) {
        return ledger.as("the-" + role, role);
    }

    /** Plans a release; the release manager does. */
    public UUID plan(String product, String version) {
        return the("release-manager")
                .post("/v1/releases", planned(product, version))
                .expect(201)
                .id();
    }

    /** The body of a plan. */
    public static Map<String, Object> planned(String product, String version) {
        return Map.of(
                "product",
                product,
                "version",
                version,
                "title",
                product + " " + version,
                "kind",
                "STANDARD",
                "strategy",
                "BLUE_GREEN");
    }

    /** The body of one change by the developer. */
    public static Map<String, Object> change(String id) {
        return Map.of("changes", List.of(aChange(id, "the-developer")));
    }

    /** One change among others. */
    public static Map<String, Object> aChange(String id, String author) {
        return Map.of("id", id, "category", "FIX", "summary", "Checkout: mend " + id, "author", author);
    }

    /** The body of passing evidence. */
    public static Map<String, Object> passed(String stage, String criterion) {
        return Map.of("stage", stage, "criterion", criterion, "outcome", "PASSED", "source", "pipeline");
    }

    /** Shows a criterion, by whoever's evidence counts for it. */
    public void show(UUID release, String role, String stage, String... criteria) {
        for (String criterion : criteria) {
            the(role).post(path(release, "evidence"), passed(stage, criterion)).expect(200);
        }
    }

    /** Opens a gate. */
    public Answer approve(UUID release, String role, String stage) {
        return the(role).post(path(release, "stages/" + stage + "/approve"), Map.of());
    }

    /** Takes a release up to where the production stage waits for its approval. */
    public void takeToProductionGate(UUID release) {
        show(release, "ci", "DEVELOPMENT", "features-coded", "unit-tests", "code-reviewed");
        approve(release, "release-manager", "DEVELOPMENT").expect(200);
        show(release, "ci", "QA", "integration-tests", "end-to-end-tests");
        show(release, "qa-lead", "QA", "exploratory-testing");
        approve(release, "qa-lead", "QA").expect(200);
        deploy(release, "staging");
        show(release, "ci", "STAGING", "staging-smoke-tests");
        show(release, "product-owner", "STAGING", "stakeholder-sign-off");
        approve(release, "product-owner", "STAGING").expect(200);
        BEFORE_PRODUCTION.forEach((role, items) -> items.forEach(item -> tick(release, role, item)));
    }

    /** Deploys to the idle colour, switches to it and finds that it works. */
    public Answer deploy(UUID release, String environment) {
        return deploy(release, environment, List.of("verify-idle", "switch"));
    }

    /** Deploys by these steps and finds that it works. */
    public Answer deploy(UUID release, String environment, List<String> steps) {
        UUID deployment = the("ci")
                .post(path(release, "deployments"), Map.of("environment", environment))
                .expect(201)
                .id();
        steps.forEach(step -> the("ci")
                .post(path(release, "deployments/" + deployment + "/advance"), Map.of("step", step))
                .expect(200));
        return the("ci")
                .post(
                        path(release, "deployments/" + deployment + "/verify"),
                        Map.of("outcome", "PASSED", "source", "smoke tests"))
                .expect(200);
    }

    /** Takes a release that is approved for production to its end. */
    public Answer takeToCompletion(UUID release) {
        RELEASE_DAY.subList(0, 3).forEach(item -> tick(release, "release-manager", item));
        deploy(release, "production");
        show(release, "on-call", "PRODUCTION", "watched-for-issues");
        show(release, "product-owner", "POST_RELEASE", "release-notes-communicated");
        show(release, "on-call", "POST_RELEASE", "metrics-watched", "issues-responded-to");
        RELEASE_DAY.subList(3, RELEASE_DAY.size()).forEach(item -> tick(release, "release-manager", item));
        approve(release, "release-manager", "POST_RELEASE").expect(200);
        return the("release-manager").post(path(release, "complete"), Map.of("comment", "All is well"));
    }

    private void tick(UUID release, String role, String item) {
        the(role).post(path(release, "checklist/" + item + "/tick"), Map.of()).expect(200);
    }

    /** The address of something of a release. */
    public static String path(UUID release, String what) {
        return path(release) + "/" + what;
    }

    /** The address of a release, for commands and questions alike. */
    public static String path(UUID release) {
        return "/v1/releases/" + release;
    }

    /** The stream of a release. */
    public static String stream(UUID release) {
        return "release/" + release;
    }
}
