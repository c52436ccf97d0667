package dev.releaseledger.command.release.health;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.rest.Line;
import dev.releaseledger.events.release.HealthChecks;
import dev.releaseledger.events.release.HealthReport;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request tells of a deployment's health: one report, or several as {@code reports}.
 *
 * @param id a report's id; without one it follows from the actor, the path and the Idempotency-Key, or is random
 * @param from when the window began; required of a report
 * @param to when it ended; required of a report
 * @param source who measured; required of a report
 * @param samples how many samples it is of; 1 where it is not said
 */
record HealthBody(
        @Nullable UUID id,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable @Line String source,
        @Nullable Long samples,
        @Nullable BigDecimal errorRatePercent,
        @Nullable BigDecimal latencyMillis,
        @Nullable HealthChecks healthChecks,
        @Nullable BigDecimal businessMetric,
        @Nullable @Line String missing,

        @Nullable @Size(min = 1, max = 100, message = "1 to 100 reports")
        List<Report> reports) {

    /** One of several reports. */
    record Report(
            @Nullable UUID id,
            Instant from,
            Instant to,
            @Line String source,
            @Nullable Long samples,
            @Nullable BigDecimal errorRatePercent,
            @Nullable BigDecimal latencyMillis,
            @Nullable HealthChecks healthChecks,
            @Nullable BigDecimal businessMetric,
            @Nullable @Line String missing) {}

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    /**
     * The reports.
     *
     * @throws RequestRejected naming everything that is missing or does not fit together
     */
    List<HealthReport> reports(Asked asked) {
        List<Fault> faults = new ArrayList<>();
        List<Report> sent = reports == null ? alone(faults) : several(reports, faults);
        for (int i = 0; i < sent.size(); i++) {
            Report report = sent.get(i);
            if (isReserved(report.source())) {
                faults.add(new Fault(
                        reports == null ? "source" : "reports[" + i + "].source",
                        "is what the service reads by itself",
                        "the name of who measured, other than prometheus and alertmanager/…"));
            }
            if (report.from().isAfter(report.to())) {
                faults.add(new Fault(
                        reports == null ? "to" : "reports[" + i + "].to", "is before from", "a time after from"));
            }
        }
        if (!faults.isEmpty()) {
            throw new RequestRejected(Problem.of(faults));
        }
        List<HealthReport> read = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            read.add(report(sent.get(i), asked, i));
        }
        return read;
    }

    private static boolean isReserved(String source) {
        return source.equals(PrometheusLook.SOURCE) || source.startsWith(HealthReport.ALERTS);
    }

    private List<Report> alone(List<Fault> faults) {
        if (from == null || to == null || source == null) {
            require("from", from, faults);
            require("to", to, faults);
            require("source", source, faults);
            return List.of();
        }
        return List.of(new Report(
                id, from, to, source, samples, errorRatePercent, latencyMillis, healthChecks, businessMetric, missing));
    }

    private List<Report> several(List<Report> sent, List<Fault> faults) {
        forbid("id", id, faults);
        forbid("from", from, faults);
        forbid("to", to, faults);
        forbid("source", source, faults);
        forbid("samples", samples, faults);
        forbid("errorRatePercent", errorRatePercent, faults);
        forbid("latencyMillis", latencyMillis, faults);
        forbid("healthChecks", healthChecks, faults);
        forbid("businessMetric", businessMetric, faults);
        forbid("missing", missing, faults);
        return sent;
    }

    private static void require(String name, @Nullable Object value, List<Fault> faults) {
        if (value == null) {
            faults.add(new Fault(name, "is missing", "it is required"));
        }
    }

    private static void forbid(String name, @Nullable Object value, List<Fault> faults) {
        if (value != null) {
            faults.add(new Fault(name, "is beside reports", "one report, or several as reports"));
        }
    }

    private static HealthReport report(Report sent, Asked asked, int at) {
        return new HealthReport(
                sent.id() == null ? idOf(asked, at) : sent.id(),
                sent.from(),
                sent.to(),
                sent.source(),
                sent.samples() == null ? 1 : sent.samples(),
                Figures.canonical(sent.errorRatePercent()),
                Figures.canonical(sent.latencyMillis()),
                sent.healthChecks(),
                Figures.canonical(sent.businessMetric()),
                sent.missing());
    }

    private static UUID idOf(Asked asked, int at) {
        return asked.idempotencyKey() == null
                ? IDS.generate()
                : Figures.id(asked.actor().toString(), asked.path(), asked.idempotencyKey(), String.valueOf(at));
    }
}
