package dev.releaseledger.events.finding;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** A finding is suppressed until a time to come that is at most a year away. */
public final class SuppressionEndsWithinAYear implements StreamRule<FindingState, FindingSuppressed> {
    @Override
    public Optional<Violation> judge(StreamProposal<FindingState, ? extends FindingSuppressed> proposal) {
        Instant now = proposal.by().judgedAt();
        Instant until = proposal.event().until();
        if (!until.isAfter(now)) {
            return unprocessable("it would be over since " + until + ", before it is said");
        }
        Instant latest = now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
        return until.isAfter(latest)
                ? unprocessable(
                        "it would last until " + until + "; a suppression lasts at most a year, until " + latest)
                : Optional.empty();
    }
}
