package dev.releaseledger.query.incident;

import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.IncidentRole;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.query.entry.Doubt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an incident stands: everything but its long texts, the log and the post-mortem. People are directory ids.
 *
 * @param environment where it hurts; null where that is not known
 * @param severity how much it hurts, as is thought by now
 * @param status OPEN, ACKNOWLEDGED, MITIGATED, RESOLVED, CLOSED or MERGED
 * @param open whether it still hurts, or may
 * @param mergedInto the incident where it goes on; null unless it was merged
 * @param duplicates the incidents that go on here
 * @param policyVersion the version of the product's policy that it goes by
 * @param detectedAt when it was noticed
 * @param openedAt when it was opened, and so on: the claimed times of backfilled history
 * @param endedAt when it was closed or merged
 * @param recordedAt when its last entry was recorded
 * @param backfilled whether it was opened after the fact
 * @param sequence its last entry's place in its stream; what {@code If-Match} takes
 * @param position its last entry's place in the ledger
 * @param incomplete whether an entry could not be understood, so that something may be missing here
 * @param doubt the first such entry; null when all were understood
 * @param links what it has to do with, that of its duplicates too
 * @param postMortem null until it is published
 * @param obligations what is to be done before it can be closed, by the policy that it pins
 */
record IncidentStanding(
        UUID id,
        String product,
        @Nullable String environment,
        String title,
        Severity severity,
        String status,
        boolean open,
        @Nullable UUID mergedInto,
        List<UUID> duplicates,
        IncidentOrigin origin,
        int policyVersion,
        UUID openedBy,
        Instant detectedAt,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant mitigatedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant endedAt,
        Instant updatedAt,
        Instant recordedAt,
        boolean backfilled,
        long sequence,
        long position,
        boolean incomplete,
        @Nullable Doubt doubt,
        People people,
        List<IncidentLink> links,
        List<ImpactStanding> impacts,
        @Nullable RootCauseStanding rootCause,
        List<ActionItemStanding> actionItems,
        @Nullable PostMortemStanding postMortem,
        @Nullable ReReleaseStanding reRelease,
        List<Obligation> obligations) {

    /** Who does what now; null where nobody does. */
    record People(
            @Nullable UUID commander,
            @Nullable UUID communications,
            @Nullable UUID scribe,
            List<UUID> responders) {
        private static People of(Incident.People people) {
            return new People(
                    people.one().get(IncidentRole.COMMANDER),
                    people.one().get(IncidentRole.COMMUNICATIONS),
                    people.one().get(IncidentRole.SCRIBE),
                    List.copyOf(people.responders()));
        }
    }

    /** What it did to users; {@code until} is null while it goes on. */
    record ImpactStanding(
            String description, Instant from, @Nullable Instant until, UUID by, Instant at) {
        private static ImpactStanding of(Incident.Impact impact) {
            return new ImpactStanding(
                    impact.statement().description(),
                    impact.statement().from(),
                    impact.statement().until(),
                    impact.by(),
                    impact.at());
        }
    }

    /** What caused it; the positions are of entries of the ledger that it points at. */
    record RootCauseStanding(
            String statement, CauseCategory category, List<String> factors, List<Long> positions, UUID by, Instant at) {
        private static @Nullable RootCauseStanding of(Incident.@Nullable RootCause cause) {
            return cause == null
                    ? null
                    : new RootCauseStanding(
                            cause.statement().statement(),
                            cause.statement().category(),
                            cause.statement().factors(),
                            cause.statement().positions(),
                            cause.by(),
                            cause.at());
        }
    }

    /** That it was published; the digest is of the Markdown. */
    record PostMortemStanding(String digest, UUID by, Instant at) {
        private static @Nullable PostMortemStanding of(Incident.@Nullable PostMortem postMortem) {
            return postMortem == null
                    ? null
                    : new PostMortemStanding(postMortem.edition().digest(), postMortem.by(), postMortem.at());
        }
    }

    /** How what was taken back comes again; {@code releaseId} is null where no release is planned for it. */
    record ReReleaseStanding(@Nullable UUID releaseId, String plan, UUID by, Instant at) {
        private static @Nullable ReReleaseStanding of(Incident.@Nullable ReRelease reRelease) {
            return reRelease == null
                    ? null
                    : new ReReleaseStanding(
                            reRelease.plan().releaseId(), reRelease.plan().plan(), reRelease.by(), reRelease.at());
        }
    }

    /**
     * How the incident stands after these entries.
     *
     * @param at the time that is asked about
     */
    static IncidentStanding of(UUID id, IncidentStream stream, Incident incident, ReleasePolicy policy, Instant at) {
        IncidentOpened opened = incident.opening().event();
        Incident.Milestones milestones = incident.milestones();
        return new IncidentStanding(
                id,
                opened.product(),
                opened.environment(),
                opened.title(),
                incident.severity(),
                incident.standing().word(),
                incident.standing().isUnderWay(),
                incident.standing() instanceof Incident.Standing.Merged merged ? merged.into() : null,
                List.copyOf(incident.duplicates()),
                opened.origin(),
                opened.policyVersion(),
                incident.opening().by(),
                opened.detectedAt(),
                incident.opening().at(),
                milestones.acknowledgedAt(),
                milestones.mitigatedAt(),
                milestones.resolvedAt(),
                milestones.endedAt(),
                stream.updatedAt(),
                stream.recordedAt(),
                stream.backfilled(),
                stream.sequence(),
                stream.position(),
                stream.incomplete(),
                stream.doubt(),
                People.of(incident.people()),
                List.copyOf(incident.links()),
                incident.impacts().stream().map(ImpactStanding::of).toList(),
                RootCauseStanding.of(incident.rootCause()),
                incident.actionItems().values().stream()
                        .map(ActionItemStanding::of)
                        .toList(),
                PostMortemStanding.of(incident.postMortem()),
                ReReleaseStanding.of(incident.reRelease()),
                Obligation.of(stream, incident, policy, at));
    }
}
