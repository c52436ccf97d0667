package dev.releaseledger.command.health.alertmanager;

import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.release.health.DeploymentWatch;
import dev.releaseledger.command.release.health.HealthFolding;
import dev.releaseledger.command.release.health.ToldHealth;
import dev.releaseledger.command.rest.DocumentReader;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.events.policy.HealthPolicy;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.DeploymentHealth;
import dev.releaseledger.events.release.HealthChecks;
import dev.releaseledger.events.release.HealthReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes health reports of alerts, each of the deployment that its labels lead to. */
final class Alerts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final AlertedDeployments deployments;
    private final HealthFolding folding;
    private final AlertedIncidents incidents;
    private final Policies policies;
    private final InstantSource clock;
    private final MeterRegistry meters;

    Alerts(
            AlertedDeployments deployments,
            HealthFolding folding,
            AlertedIncidents incidents,
            Policies policies,
            InstantSource clock,
            MeterRegistry meters) {
        this.deployments = deployments;
        this.folding = folding;
        this.incidents = incidents;
        this.policies = policies;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * What became of one alert.
     *
     * @param reason why, in a sentence
     * @param incidentId the incident that it has to do with; null where there is none
     */
    record Told(
            String alertname,
            String fingerprint,
            AlertOutcome outcome,
            String reason,
            @Nullable UUID incidentId) {}

    /** What became of an alert, or will have. */
    private record Found(
            AlertOutcome outcome, String reason, @Nullable CompletableFuture<Answer> answer) {
        static Found of(AlertOutcome outcome, String reason) {
            return new Found(outcome, reason, null);
        }
    }

    /**
     * Tells all of them; what is to be recorded is recorded when this returns.
     *
     * @throws LedgerUnavailable when nothing can be recorded now; telling the same again adds nothing twice
     */
    List<Told> tell(List<Alert> alerts, Asked asked) {
        List<Found> found = new ArrayList<>();
        alerts.forEach(alert -> found.add(find(alert, asked)));
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < alerts.size(); i++) {
            told.add(told(alerts.get(i), found.get(i), asked));
        }
        return told;
    }

    private Found find(Alert alert, Asked asked) {
        String product = alert.labels().get("product");
        String environment = alert.labels().get("environment");
        if (product == null || environment == null || !isName(product) || !isName(environment)) {
            return Found.of(AlertOutcome.UNLABELLED, "the labels product and environment have to name what runs where");
        }
        boolean may = RoleTable.standard().grants(asked.grants().forProduct(product), Right.REPORT_HEALTH);
        return deployments
                .in(product, environment)
                .map(alerted -> of(alert, alerted, may, asked))
                .orElse(
                        may
                                ? Found.of(
                                        AlertOutcome.NOTHING_THERE,
                                        "nothing is known to run in " + environment + " of " + product)
                                : Found.of(
                                        AlertOutcome.FORBIDDEN, "this takes the right REPORT_HEALTH for " + product));
    }

    private Found of(Alert alert, AlertedDeployments.Alerted alerted, boolean may, Asked asked) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Deployment deployment = alerted.deployment();
        HealthReport report = AlertedHealth.report(alert, deployment.deploymentId(), now);
        // Whoever may not tell of it learns nothing of it: that is decided, and recorded, like every command.
        Found nothing = may ? nothingToTell(alert, alerted, report, now) : null;
        return nothing != null
                ? nothing
                : new Found(
                        AlertOutcome.RECORDED,
                        "it is a report of deployment " + deployment.deploymentId(),
                        folding.add(new ToldHealth(
                                withoutConditions(asked, now),
                                alerted.releaseId(),
                                deployment.deploymentId(),
                                List.of(report),
                                true,
                                true)));
    }

    private @Nullable Found nothingToTell(
            Alert alert, AlertedDeployments.Alerted alerted, HealthReport report, Instant now) {
        Deployment deployment = alerted.deployment();
        HealthPolicy policy = policies.pinned(
                        alerted.release().plan().product(),
                        alerted.release().plan().policyVersion())
                .health();
        if (!DeploymentWatch.covers(alerted.release(), deployment, policy, report.from())) {
            return Found.of(
                    AlertOutcome.NOT_WATCHED, "deployment " + deployment.deploymentId() + " is not watched any more");
        }
        if (deployment.health().reports().containsKey(report.id())) {
            return Found.of(AlertOutcome.KNOWN, "it was told before");
        }
        return switch (alert.status()) {
            case FIRING ->
                alert.startsAt().isBefore(deployment.startedAt())
                        ? Found.of(
                                AlertOutcome.EARLIER,
                                "it fires since before deployment " + deployment.deploymentId() + " began")
                        : null;
            case RESOLVED ->
                deployment.health().sources().get(report.source()) instanceof DeploymentHealth.Told told
                                && told.newest().healthChecks() == HealthChecks.FAILING
                        ? null
                        : Found.of(AlertOutcome.NOTHING_TO_RESOLVE, "it was not told while it fired");
        };
    }

    private static Asked withoutConditions(Asked asked, Instant now) {
        return new Asked(
                asked.actor(),
                asked.grants(),
                now,
                asked.method(),
                asked.path(),
                null,
                asked.bodyDigest(),
                null,
                asked.correlationId(),
                asked.causationId(),
                asked.traceparent());
    }

    private Told told(Alert alert, Found found, Asked asked) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Found became = became(found, found.answer());
        UUID incident = incidents.of(alert, withoutConditions(asked, now));
        Told told = new Told(alert.alertname(), alert.fingerprint(), became.outcome(), became.reason(), incident);
        Counter.builder("release.ledger.alerts")
                .description("alerts from Alertmanager, by what became of them")
                .tag("outcome", told.outcome().name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
        return told;
    }

    private static Found became(Found found, @Nullable CompletableFuture<Answer> pending) {
        if (pending == null) {
            return found;
        }
        Answer answer = HealthFolding.answer(pending);
        return answer.status() < 300
                ? found
                : Found.of(
                        answer.status() == 403 ? AlertOutcome.FORBIDDEN : AlertOutcome.REFUSED,
                        DocumentReader.json(answer.body()).path("detail").asString(""));
    }

    private static boolean isName(String label) {
        return NAME.matcher(label).matches();
    }
}
