package dev.releaseledger.events.release.health;

import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.math.BigDecimal;
import java.util.Optional;

/** A share is from 0 to 100 %, a latency and a number of samples are not negative, and a report tells something of a source. */
public final class FiguresArePossible implements Rule<HealthReported> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HealthReported> proposal) {
        for (HealthReport report : proposal.event().reports()) {
            if (report.samples() < 0 || report.samples() > HealthReport.MOST_SAMPLES) {
                return unprocessable("report " + report.id() + " is of " + report.samples() + " samples; from 0 to "
                        + HealthReport.MOST_SAMPLES);
            }
            BigDecimal rate = report.errorRatePercent();
            if (rate != null && (rate.signum() < 0 || rate.compareTo(HealthReport.EVERYTHING) > 0)) {
                return unprocessable("report " + report.id() + " has an error rate of " + rate.toPlainString()
                        + " %; from 0 to 100");
            }
            BigDecimal latency = report.latencyMillis();
            if (latency != null && latency.signum() < 0) {
                return unprocessable(
                        "report " + report.id() + " has a latency of " + latency.toPlainString() + " ms; 0 or more");
            }
        }
        return proposal.event().reports().isEmpty() ? unprocessable("there is no report") : Optional.empty();
    }
}
