package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.Optional;

/** What is pointed at is there: an entry of the ledger that was recorded before. */
public final class PositionsAreInTheLedger implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        long size = proposal.state().ledgerSize();
        return pointedAt(proposal.event()).stream()
                .filter(position -> position < 0 || position >= size)
                .findFirst()
                .flatMap(position -> unprocessable(
                        "there is no entry at position " + position + "; the ledger has positions 0 to " + (size - 1)));
    }

    private static List<Long> pointedAt(IncidentEvent event) {
        if (event instanceof LogEntryWritten written) {
            return written.positions();
        }
        return event instanceof RootCauseStated stated ? stated.positions() : List.of();
    }
}
