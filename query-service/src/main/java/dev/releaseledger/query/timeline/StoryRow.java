package dev.releaseledger.query.timeline;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentMitigated;
import dev.releaseledger.events.incident.IncidentResolved;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.incident.IncidentStream;
import dev.releaseledger.query.release.ReleaseStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry that timelines tell of: what is needed to find it and to put it in order. It is a function of the entry and of what
 * came before it in its stream.
 *
 * @param at when it happened: what a log entry says itself, or the claimed time of backfilled history, otherwise the recorded
 *     time
 * @param saidAt when it was said: the claimed time of backfilled history, otherwise the recorded time
 * @param product null where a broken history does not say
 * @param environment null where it is about none
 * @param type the event's name without what all names begin with
 * @param about what it is about
 * @param eventId its own id
 * @param causedBy the id of the event that it follows from; null where it does not say
 * @param linked the releases that it does not name and that the flag was linked to, before or after it; none where it is read
 */
public record StoryRow(
        long position,
        Instant at,
        Instant saidAt,
        @Nullable String product,
        @Nullable String environment,
        Lane lane,
        String type,
        About about,
        UUID eventId,
        @Nullable UUID causedBy,
        List<UUID> linked) {
    private static final String COMMON = "dev.releaseledger.";

    /**
     * A row for an entry, where timelines tell of it.
     *
     * @param before the release as it was before the entry; null where it is no release's
     * @param after the release as it was after it
     */
    public static Optional<StoryRow> ofRelease(ReadEntry read, ReleaseStream before, ReleaseStream after) {
        return of(read, before, after.release().orElse(null), null);
    }

    /**
     * A row for an entry, where timelines tell of it.
     *
     * @param after the incident as it was after the entry: what is said of it has the place that its opening named
     */
    public static Optional<StoryRow> ofIncident(ReadEntry read, IncidentStream after) {
        return of(read, null, null, after.incident().orElse(null));
    }

    /**
     * A row for an entry, where timelines tell of it.
     *
     * @param before the flag as it was before the entry
     * @param after the flag as it was after it: what is said of it belongs to its product
     */
    public static Optional<StoryRow> ofFlag(ReadEntry read, FlagStream before, FlagStream after) {
        Flag flag = after.flag().orElse(null);
        return of(read, null, null, null)
                .map(row -> row.of(
                        flag == null ? null : listable(flag.product()),
                        Stream.of(before, after)
                                .flatMap(stream -> stream.flag().stream())
                                .flatMap(state -> state.releases().stream())
                                .distinct()
                                .filter(release -> !release.equals(row.about().releaseId()))
                                .toList()));
    }

    private StoryRow of(@Nullable String itsProduct, List<UUID> releases) {
        return new StoryRow(
                position, at, saidAt, itsProduct, environment, lane, type, about, eventId, causedBy, releases);
    }

    /** A row for an entry of another stream, where timelines tell of it. */
    public static Optional<StoryRow> of(ReadEntry read) {
        return of(read, null, null, null);
    }

    private static Optional<StoryRow> of(
            ReadEntry read, @Nullable ReleaseStream before, @Nullable Release release, @Nullable Incident incident) {
        if (!(read instanceof ReadEntry.Understood entry)) {
            return Optional.empty();
        }
        return Lane.of(entry.event())
                .filter(lane -> !saysTheSame(entry, before))
                .map(lane -> {
                    Envelope envelope = entry.envelope();
                    About about = About.of(envelope.subject(), entry.event(), release);
                    return new StoryRow(
                            envelope.position(),
                            happenedAt(entry),
                            ReadEntry.storable(ReadEntry.judgedAt(envelope)),
                            listable(incident == null ? about.product(release) : incident.product()),
                            listable(
                                    incident == null
                                            ? about.environment(release)
                                            : incident.opening().event().environment()),
                            lane,
                            name(envelope.type()),
                            about,
                            envelope.id(),
                            id(envelope.causationId()),
                            List.of());
                });
    }

    /** Health is reported every few seconds; a story is what changes. */
    private static boolean saysTheSame(ReadEntry.Understood entry, @Nullable ReleaseStream before) {
        if (!(entry.event() instanceof HealthReported reported) || before == null) {
            return false;
        }
        HealthVerdict verdict = before.release()
                .map(release -> release.deployments().get(reported.deploymentId()))
                .map(Deployment::health)
                .map(health -> health.verdict())
                .orElse(null);
        return reported.verdict() == verdict;
    }

    /** What is written down afterwards belongs where it says that it happened, as far as a column can hold that. */
    private static Instant happenedAt(ReadEntry.Understood entry) {
        Instant said = switch (entry.event()) {
            case LogEntryWritten written -> written.at();
            case IncidentMitigated mitigated -> mitigated.at();
            case IncidentResolved resolved -> resolved.at();
            default -> null;
        };
        return ReadEntry.storable(said == null ? ReadEntry.judgedAt(entry.envelope()) : said);
    }

    private static @Nullable String listable(@Nullable String text) {
        return text == null ? null : ReadEntry.listable(text);
    }

    private static String name(String type) {
        return type.startsWith(COMMON) ? type.substring(COMMON.length()) : type;
    }

    private static @Nullable UUID id(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
