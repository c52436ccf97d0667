package dev.releaseledger.events.incident;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an incident is linked to is there: a release that was planned, a deployment of it, a rollback of that. */
public final class LinksAreInTheLedger implements StreamRule<IncidentSituation, IncidentEvent> {
    @Override
    public Optional<Violation> judge(StreamProposal<IncidentSituation, ? extends IncidentEvent> proposal) {
        return links(proposal.event()).stream()
                .filter(proposal.state().around().nowhere()::contains)
                .findFirst()
                .flatMap(link -> unprocessable("there is no " + inWords(link)));
    }

    private static List<IncidentLink> links(IncidentEvent event) {
        if (event instanceof IncidentOpened opened) {
            return opened.links();
        }
        if (event instanceof IncidentLinked linked) {
            return List.of(linked.link());
        }
        return event instanceof ReReleasePlanned planned && planned.releaseId() instanceof UUID release
                ? List.of(IncidentLink.toRelease(release))
                : List.of();
    }

    private static String inWords(IncidentLink link) {
        String release = "release " + link.releaseId();
        if (link.rollbackId() != null) {
            return "rollback " + link.rollbackId() + " of deployment " + link.deploymentId() + " of " + release;
        }
        return link.deploymentId() == null ? release : "deployment " + link.deploymentId() + " of " + release;
    }
}
