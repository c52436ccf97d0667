package dev.releaseledger.query.timeline;

import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.RootCauseStated;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.timeline.Stories.Connections;
import dev.releaseledger.query.timeline.Timeline.Inquiry;
import dev.releaseledger.query.timeline.Timeline.LineView;
import dev.releaseledger.query.timeline.Timeline.Stated;
import dev.releaseledger.query.timeline.Timeline.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells timelines: of an incident out of everything that happened to its product, of a release out of what is tied to it. */
@Component
final class Timelines {
    private static final int PARTS = 110;
    private static final int MOST_SUSPECTS = 20;

    private final Stories stories;
    private final Entries entries;

    Timelines(Stories stories, Entries entries) {
        this.stories = stories;
        this.entries = entries;
    }

    /** How far around a detection is looked. */
    record Around(Duration before, Duration after, Duration suspectsBefore) {}

    /** A page, and what its picture is made of. */
    record Told(Timeline timeline, Scope scope, List<Long> tied, Sight sight, Set<Lane> lanes) {}

    /** What was said of an incident. */
    IncidentStory incident(Generation generation, UUID id, Cut cut) {
        List<ReadEntry> read = new ArrayList<>();
        entries.ofStream(generation, IncidentEvent.stream(id), -1, cut.position(), row -> {
            ReadEntry entry = ReadEntry.of(row.bytes());
            if (!(entry instanceof ReadEntry.Understood understood)
                    || cut.includes(row.position(), ReadEntry.judgedAt(understood.envelope()))) {
                read.add(entry);
            }
        });
        return IncidentStory.of(id, read);
    }

    Told ofIncident(
            Generation generation, IncidentStory story, Incident incident, Around around, Asked asked, Sight sight) {
        Instant detected = ReadEntry.storable(incident.opening().event().detectedAt());
        String product = ReadEntry.listable(incident.product());
        String environment = incident.opening().event().environment();
        Scope.OfProduct window =
                new Scope.OfProduct(product, detected.minus(around.before()), detected.plus(around.after()));
        Connections connections = stories.ofIncident(generation, story.id(), sight);
        Set<UUID> releases = story.linked(IncidentLink::releaseId);
        Map<Long, UUID> linked = stories.ofLinkedFlags(generation, releases, Optional.of(window), sight);
        IncidentStory.Mentions pointedAt = story.mentions(Stories.MOST_TIED);
        Map<Long, List<Long>> mentions = pointedAt.by();
        Ties ties = new Ties(
                story.id(),
                product,
                environment == null ? null : ReadEntry.listable(environment),
                releases,
                story.linked(IncidentLink::deploymentId),
                story.linked(IncidentLink::rollbackId),
                linked,
                connections.causes(),
                connections.effects(),
                mentions);
        Set<Long> mentioned = stories.told(generation, mentions.keySet(), sight);
        Set<Long> tied = new LinkedHashSet<>(stories.positionsOf(generation, story.id(), sight));
        tied.addAll(mentioned);
        tied.addAll(connections.causes().keySet());
        tied.addAll(connections.effects().keySet());
        tied.addAll(linked.keySet());
        tied.addAll(stories.elsewhere(generation, window, releases, sight));
        TreeSet<Long> elsewhere = new TreeSet<>(mentions.keySet());
        elsewhere.removeAll(mentioned);
        Subject subject = new Subject(
                "INCIDENT",
                story.id(),
                incident.product(),
                environment,
                incident.opening().event().title(),
                incident.standing().word(),
                incident.standing() instanceof Incident.Standing.Merged merged ? merged.into() : null);
        return told(
                generation,
                subject,
                window,
                List.copyOf(tied),
                ties,
                inquiry(
                        generation,
                        story,
                        incident,
                        around,
                        window.to(),
                        List.copyOf(elsewhere),
                        pointedAt.whole(),
                        sight),
                story.incomplete(),
                window.from(),
                window.to(),
                asked,
                sight);
    }

    private Inquiry inquiry(
            Generation generation,
            IncidentStory story,
            Incident incident,
            Around around,
            Instant until,
            List<Long> elsewhere,
            boolean pointedAtWhole,
            Sight sight) {
        Detection detection = Detection.of(incident, story, around.suspectsBefore());
        Instant seenUntil = until.isBefore(detection.at()) ? detection.at() : until;
        Stories.Clues clues =
                stories.clues(generation, detection, story.linked(IncidentLink::releaseId), seenUntil, sight);
        SuspectWeights weights = SuspectWeights.standard();
        List<Suspect> suspects = Suspects.of(detection, clues.lines(), weights);
        List<Suspect> first = suspects.subList(0, Math.min(MOST_SUSPECTS, suspects.size()));
        Stated stated = null;
        for (IncidentStory.Said said : story.said()) {
            if (said.event() instanceof RootCauseStated cause) {
                stated = Stated.of(said.position(), cause, suspects);
            }
        }
        return new Inquiry(
                Intervals.of(incident, story, suspects.getFirst()),
                detection.from(),
                detection.at(),
                clues.whole(),
                first,
                weights,
                stated,
                elsewhere,
                pointedAtWhole);
    }

    Told ofRelease(Generation generation, UUID id, ReleaseStream stream, Release release, Asked asked, Sight sight) {
        Connections connections = stories.ofRelease(generation, id, sight);
        Map<Long, UUID> linked = stories.ofLinkedFlags(generation, Set.of(id), Optional.empty(), sight);
        Ties ties = new Ties(
                null,
                null,
                null,
                Set.of(id),
                Set.of(),
                Set.of(),
                linked,
                connections.causes(),
                connections.effects(),
                Map.of());
        Set<Long> tied = new LinkedHashSet<>(connections.causes().keySet());
        tied.addAll(connections.effects().keySet());
        tied.addAll(linked.keySet());
        List<Long> elsewhere = List.copyOf(tied);
        Stories.Span span = stories.span(
                generation,
                new Scope.OfRelease(id),
                elsewhere,
                sight,
                release.plan().plannedAt());
        Subject subject = new Subject(
                "RELEASE",
                id,
                release.plan().product(),
                null,
                release.plan().version() + ": " + release.plan().title(),
                null,
                null);
        return told(
                generation,
                subject,
                new Scope.OfRelease(id),
                elsewhere,
                ties,
                null,
                stream.incomplete(),
                span.from(),
                span.to(),
                asked,
                sight);
    }

    private Told told(
            Generation generation,
            Subject subject,
            Scope scope,
            List<Long> tied,
            Ties ties,
            @Nullable Inquiry inquiry,
            boolean incomplete,
            Instant from,
            Instant to,
            Asked asked,
            Sight sight) {
        // A picture shows no lines.
        Stories.Page page = stories.page(
                generation,
                scope,
                tied,
                sight,
                asked.lanes(),
                asked.after().map(Asked.Onward::place),
                asked.type().equals(Asked.SVG) ? 0 : asked.limit());
        Timeline timeline = new Timeline(
                subject,
                from,
                to,
                sight.position(),
                sight.claimed(),
                incomplete || stories.incomplete(generation, subject.product(), sight),
                stories.counts(generation, scope, tied, sight),
                inquiry,
                page.lines().stream().map(line -> LineView.of(line, ties)).toList(),
                page.next()
                        .map(place -> asked.next().apply(new Asked.Onward(place, sight.position())))
                        .orElse(null));
        return new Told(timeline, scope, tied, sight, asked.lanes());
    }

    /** What a picture of a timeline shows: all of its lines, those that lie close together as one. */
    List<Stories.Cluster> clusters(Generation generation, Told told) {
        return stories.clusters(
                generation,
                told.scope(),
                told.tied(),
                told.sight(),
                told.lanes(),
                told.timeline().from(),
                told.timeline().to(),
                PARTS);
    }
}
