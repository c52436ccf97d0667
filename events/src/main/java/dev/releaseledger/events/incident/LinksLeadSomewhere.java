package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.Optional;

/** A link leads to one thing that is named in full. */
public final class LinksLeadSomewhere implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        return links(proposal.event()).stream()
                .filter(link -> !link.leadsSomewhere())
                .findFirst()
                .flatMap(link ->
                        unprocessable("a link leads to an alert, or to a release, or with the release to a deployment,"
                                + " or with both to a rollback; this one is " + link));
    }

    private static List<IncidentLink> links(IncidentEvent event) {
        if (event instanceof IncidentOpened opened) {
            return opened.links();
        }
        return event instanceof IncidentLinked linked ? List.of(linked.link()) : List.of();
    }
}
