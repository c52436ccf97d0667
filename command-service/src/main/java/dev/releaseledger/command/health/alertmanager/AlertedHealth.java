package dev.releaseledger.command.health.alertmanager;

import dev.releaseledger.command.release.health.Figures;
import dev.releaseledger.events.release.HealthChecks;
import dev.releaseledger.events.release.HealthReport;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What an alert says of a deployment's health. Pure. */
final class AlertedHealth {
    private static final int LONGEST_NAME = 100;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private AlertedHealth() {}

    /** The report that the alert comes to; the same id for the same alert, however often and when it is told. */
    static HealthReport report(Alert alert, UUID deploymentId, Instant now) {
        Instant since = since(alert);
        Instant from = since.isBefore(now.minus(LONGEST)) ? now.minus(LONGEST) : since;
        return new HealthReport(
                Figures.id(
                        "alert",
                        deploymentId.toString(),
                        alert.fingerprint(),
                        alert.startsAt().toString(),
                        alert.status().name()),
                from.isBefore(now) ? from : now.minus(SHORTEST),
                now,
                source(alert),
                1,
                null,
                null,
                alert.status() == AlertStatus.FIRING ? HealthChecks.FAILING : HealthChecks.PASSING,
                null,
                null);
    }

    /** What is over says something of the time since then. */
    private static Instant since(Alert alert) {
        Instant end = alert.endsAt();
        return end == null ? alert.startsAt() : end;
    }

    /** Each alert is a source of its own: one that is over says nothing of the others. */
    static String source(Alert alert) {
        StringBuilder name = new StringBuilder();
        alert.alertname()
                .codePoints()
                .limit(LONGEST_NAME)
                .map(point -> Character.isISOControl(point) ? '?' : point)
                .forEach(name::appendCodePoint);
        return "alertmanager/" + name + "/" + alert.fingerprint().replaceAll("\\p{Cntrl}", "?");
    }
}
