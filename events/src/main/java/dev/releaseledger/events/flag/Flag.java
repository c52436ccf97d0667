package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.release.HistoryBroken;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A flag.
 *
 * @param definition how it was defined
 * @param targeting whom it serves what whatever its rollout has reached
 * @param split the share of each variant among those whom the rollout reached, in basis points; empty where all of them get
 *     the on variant
 * @param rollout how far it is open
 * @param standing whether it serves what its targeting and rollout say
 * @param end until when it is needed; null for one that lasts
 * @param lingering since when it is open to everybody; null while it is not
 * @param releases the releases that it has to do with, in the order in which it was said
 * @param lastCounted the last day whose evaluations were counted; null before the first
 * @param cleanUp how it was taken out of the code; null until it is
 * @param archive how it was archived; null until it is
 */
public record Flag(
        Definition definition,
        List<TargetingRule> targeting,
        Map<String, Integer> split,
        Rollout rollout,
        Standing standing,
        @Nullable End end,
        @Nullable Lingering lingering,
        PVector<UUID> releases,
        @Nullable LocalDate lastCounted,
        @Nullable CleanUp cleanUp,
        @Nullable Archive archive)
        implements FlagState {

    /** Everybody, in basis points. */
    public static final int EVERYBODY = 10_000;

    /** How it was defined, by whom and when. */
    public record Definition(FlagDefined event, UUID by, Instant at) {}

    /** How far a flag is open. */
    public sealed interface Rollout {
        /** To nobody. */
        record Closed() implements Rollout {}

        /** To some or all, and it may be opened further. */
        record Open(Reach reach) implements Rollout {}

        /** To some or all, and it is opened no further for now. */
        record Paused(Reach reach, String reason, UUID by, Instant at) implements Rollout {}

        /** How far, and how it came there; empty while it is closed. */
        default Optional<Reach> reached() {
            return switch (this) {
                case Closed closed -> Optional.empty();
                case Open open -> Optional.of(open.reach());
                case Paused paused -> Optional.of(paused.reach());
            };
        }

        /** The same with another reach; one that is closed has none. */
        default Rollout with(UnaryOperator<Reach> change) {
            return switch (this) {
                case Closed closed -> closed;
                case Open open -> new Open(change.apply(open.reach()));
                case Paused paused ->
                    new Paused(change.apply(paused.reach()), paused.reason(), paused.by(), paused.at());
            };
        }

        /** The share of users whom it reaches, in basis points. */
        default int basisPoints() {
            return reached().map(Reach::basisPoints).orElse(0);
        }

        /** One word for it, for lists. */
        default String word() {
            return switch (this) {
                case Closed closed -> "CLOSED";
                case Open open -> "OPEN";
                case Paused paused -> "PAUSED";
            };
        }
    }

    /**
     * How far a rollout is, and how it came there.
     *
     * @param phase the phase that it is in; null for a type that goes through none
     * @param basisPoints the share of users whom it reaches
     * @param since when each phase that it came through was entered the first time since it was closed, later by as long as the
     *     flag was disabled in it: meanwhile nobody watched anything
     * @param grownOn the day, in UTC, on which it was opened further the last time
     * @param grownBy by how many basis points it was opened further on that day, in the phase that it is in
     * @param openedAt when it was opened the last time: advanced, or enabled again
     */
    public record Reach(
            @Nullable String phase,
            int basisPoints,
            PMap<String, Instant> since,
            LocalDate grownOn,
            int grownBy,
            Instant openedAt) {
        static final Reach NONE = new Reach(null, 0, OrderedPMap.empty(), LocalDate.EPOCH, 0, Instant.EPOCH);

        /** By how many basis points it was opened further on this day, in this phase. */
        public int grownBy(LocalDate day, @Nullable String in) {
            return day.equals(grownOn) && Objects.equals(in, phase) ? grownBy : 0;
        }

        Reach advanced(RolloutAdvanced event, Instant at) {
            LocalDate day = dayOf(at);
            PMap<String, Instant> entered =
                    event.phase() == null || since.containsKey(event.phase()) ? since : since.plus(event.phase(), at);
            return new Reach(
                    event.phase(),
                    event.basisPoints(),
                    entered,
                    day,
                    grownBy(day, event.phase()) + Math.max(0, event.basisPoints() - basisPoints),
                    at);
        }

        /** After the flag was disabled for so long, until this time. */
        Reach disabledFor(Duration time, Instant until) {
            Instant entered = phase == null ? null : since.get(phase);
            return new Reach(
                    phase,
                    basisPoints,
                    entered == null ? since : since.plus(phase, entered.plus(time)),
                    grownOn,
                    grownBy,
                    until);
        }

        Reach reduced(int next) {
            return new Reach(phase, next, since, grownOn, grownBy, openedAt);
        }
    }

    /** Whether a flag serves what its targeting and rollout say. */
    public sealed interface Standing {
        /** It does. */
        record Enabled() implements Standing {}

        /** It serves its off variant to everybody. */
        record Disabled(FlagDisabled event, UUID by, Instant at) implements Standing {}

        /** One word for it, for lists. */
        default String word() {
            return switch (this) {
                case Enabled enabled -> "ENABLED";
                case Disabled disabled -> "DISABLED";
            };
        }
    }

    /**
     * Until when a flag is needed.
     *
     * @param day the last day that it is needed, in UTC
     * @param outlivedAt when it was said that the flag outlived it; null where it was not
     */
    public record End(LocalDate day, @Nullable Instant outlivedAt) {
        /** When the last day has passed: the first moment of the next, in UTC. */
        public Instant passedAt() {
            return passedAt(day);
        }

        /** When this last day has passed: the first moment of the next, in UTC. */
        public static Instant passedAt(LocalDate day) {
            return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /**
     * That a flag is open to everybody.
     *
     * @param since since when
     * @param saidAt when it was said that this is for too long; null where it was not
     */
    public record Lingering(Instant since, @Nullable Instant saidAt) {}

    /** How it was taken out of the code, who said so and when. */
    public record CleanUp(FlagCleanedUp event, UUID by, Instant at) {}

    /** How it was archived, by whom and when. */
    public record Archive(FlagArchived event, UUID by, Instant at) {}

    public Flag {
        targeting = List.copyOf(targeting);
    }

    static Flag defined(FlagDefined event, Attribution by) {
        return new Flag(
                new Definition(event, by.actor(), by.judgedAt()),
                List.of(),
                Map.of(),
                new Rollout.Closed(),
                new Standing.Enabled(),
                event.ends() == null ? null : new End(event.ends(), null),
                null,
                event.releaseId() == null ? TreePVector.empty() : TreePVector.singleton(event.releaseId()),
                null,
                null,
                null);
    }

    /** What code asks for it by. */
    public String key() {
        return definition.event().key();
    }

    /** The product whose code asks. */
    public String product() {
        return definition.event().product();
    }

    /** What it is for. */
    public FlagType type() {
        return definition.event().flagType();
    }

    /** The variant of that name; empty where it has none. */
    public Optional<FlagVariant> variant(String name) {
        return definition.event().variants().stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst();
    }

    /** The names of its variants. */
    public List<String> variants() {
        return definition.event().variants().stream().map(FlagVariant::name).toList();
    }

    /** The day of this moment, in UTC. */
    static LocalDate dayOf(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** One word for it, for lists. */
    public String word() {
        return archive != null ? "ARCHIVED" : standing.word();
    }

    @Override
    public Flag evolve(FlagEvent event, Attribution by) {
        Instant now = by.judgedAt();
        return switch (event) {
            case FlagDefined defined -> throw new HistoryBroken("the flag was defined already");
            case FlagTargetingSet set -> withTargeting(set.rules());
            case FlagSplitSet set -> withSplit(set.weights());
            case RolloutAdvanced advanced -> advanced(advanced, now);
            case RolloutReduced reduced -> reduced(reduced.basisPoints());
            case RolloutPaused paused ->
                withRollout(new Rollout.Paused(reach(), paused.reason(), by.actor(), now), lingering);
            case RolloutResumed resumed -> withRollout(new Rollout.Open(reach()), lingering);
            case FlagDisabled disabled ->
                withStanding(
                        standing instanceof Standing.Disabled
                                ? standing
                                : new Standing.Disabled(disabled, by.actor(), now));
            case FlagEnabled enabled -> enabled(now);
            case FlagLinked linked ->
                withReleases(releases.minus(linked.releaseId()).plus(linked.releaseId()));
            case FlagUnlinked unlinked -> withReleases(releases.minus(unlinked.releaseId()));
            case FlagEndMoved moved -> withEnd(new End(moved.ends(), null));
            case FlagOutlived outlived -> withEnd(new End(requireEnd().day(), now));
            case RolloutLingered lingered ->
                withRollout(rollout, new Lingering(requireLingering().since(), now));
            case FlagEvaluationsCounted counted -> withLastCounted(counted.day());
            case FlagCleanedUp cleanedUp -> withCleanUp(new CleanUp(cleanedUp, by.actor(), now));
            case FlagArchived archived -> withArchive(new Archive(archived, by.actor(), now));
        };
    }

    private Flag advanced(RolloutAdvanced event, Instant now) {
        Reach next = rollout.reached().orElse(Reach.NONE).advanced(event, now);
        return withRollout(
                new Rollout.Open(next),
                next.basisPoints() == EVERYBODY && lingering == null
                        ? new Lingering(now, null)
                        : next.basisPoints() == EVERYBODY ? lingering : null);
    }

    private Flag enabled(Instant now) {
        Flag enabled = withStanding(new Standing.Enabled());
        return switch (standing) {
            case Standing.Enabled already -> enabled;
            case Standing.Disabled disabled -> {
                Duration time = Duration.between(disabled.at(), now);
                yield enabled.withRollout(rollout.with(reach -> reach.disabledFor(time, now)), lingering);
            }
        };
    }

    private Flag reduced(int basisPoints) {
        Rollout next = basisPoints == 0
                ? new Rollout.Closed()
                : switch (rollout) {
                    case Rollout.Closed closed -> throw new HistoryBroken("the flag is open to nobody");
                    case Rollout.Open open -> open.with(reach -> reach.reduced(basisPoints));
                    case Rollout.Paused paused -> paused.with(reach -> reach.reduced(basisPoints));
                };
        return withRollout(next, basisPoints == EVERYBODY ? lingering : null);
    }

    private Reach reach() {
        return rollout.reached().orElseThrow(() -> new HistoryBroken("the flag is open to nobody"));
    }

    private End requireEnd() {
        if (end == null) {
            throw new HistoryBroken("the flag has no end");
        }
        return end;
    }

    private Lingering requireLingering() {
        if (lingering == null) {
            throw new HistoryBroken("the flag is not open to everybody");
        }
        return lingering;
    }

    private Flag withTargeting(List<TargetingRule> next) {
        return new Flag(
                definition, next, split, rollout, standing, end, lingering, releases, lastCounted, cleanUp, archive);
    }

    private Flag withSplit(Map<String, Integer> next) {
        return new Flag(
                definition,
                targeting,
                next,
                rollout,
                standing,
                end,
                lingering,
                releases,
                lastCounted,
                cleanUp,
                archive);
    }

    private Flag withRollout(Rollout next, @Nullable Lingering then) {
        return new Flag(
                definition, targeting, split, next, standing, end, then, releases, lastCounted, cleanUp, archive);
    }

    private Flag withStanding(Standing next) {
        return new Flag(
                definition, targeting, split, rollout, next, end, lingering, releases, lastCounted, cleanUp, archive);
    }

    private Flag withReleases(PVector<UUID> next) {
        return new Flag(
                definition, targeting, split, rollout, standing, end, lingering, next, lastCounted, cleanUp, archive);
    }

    private Flag withEnd(End next) {
        return new Flag(
                definition,
                targeting,
                split,
                rollout,
                standing,
                next,
                lingering,
                releases,
                lastCounted,
                cleanUp,
                archive);
    }

    private Flag withLastCounted(LocalDate next) {
        return new Flag(
                definition, targeting, split, rollout, standing, end, lingering, releases, next, cleanUp, archive);
    }

    private Flag withCleanUp(CleanUp next) {
        return new Flag(
                definition, targeting, split, rollout, standing, end, lingering, releases, lastCounted, next, archive);
    }

    private Flag withArchive(Archive next) {
        return new Flag(
                definition, targeting, split, rollout, standing, end, lingering, releases, lastCounted, cleanUp, next);
    }
}
