package dev.releaseledger.events.release.health;

import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A report is of a window that is over, and of at most a day. */
public final class ReportsAreOfThePast implements Rule<HealthReported> {
    @Override
    public Optional<Violation> judge(Proposal<? extends HealthReported> proposal) {
        Instant now = proposal.by().judgedAt().plus(HealthReport.CLOCKS_APART);
        for (HealthReport report : proposal.event().reports()) {
            if (report.to().isAfter(now)) {
                return unprocessable("report " + report.id() + " is of a window until " + report.to() + ", and it is "
                        + proposal.by().judgedAt());
            }
            if (!report.from().isBefore(report.to())
                    || Duration.between(report.from(), report.to()).compareTo(HealthReport.LONGEST_WINDOW) > 0) {
                return unprocessable("report " + report.id() + " is of a window from " + report.from() + " to "
                        + report.to() + "; it ends after it begins, and lasts a day at most");
            }
        }
        return Optional.empty();
    }
}
