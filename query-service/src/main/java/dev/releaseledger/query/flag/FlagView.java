package dev.releaseledger.query.flag;

import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.flag.TargetingRule;
import dev.releaseledger.events.flag.evaluate.DecidingPositions;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.query.entry.Doubt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flag as it stands. People are directory ids.
 *
 * @param key what code asks for it by
 * @param owner who answers for it
 * @param status {@code ENABLED}, {@code DISABLED} or {@code ARCHIVED}
 * @param onVariant served to those whom the rollout reached
 * @param offVariant served to everybody else, and to everybody while it is disabled
 * @param salt what is hashed with a targeting key, so that anybody can work out whom the rollout reached
 * @param targeting whom it serves what whatever its rollout has reached; the first that matches counts
 * @param split the share of each variant among those whom the rollout reached, in basis points; empty where all of them get
 *     the on variant
 * @param disabled why it is disabled; null while it is not
 * @param ends the last day that it is needed, in UTC; null for one that lasts
 * @param outlivedAt when it was said that it outlived that day; null where it was not
 * @param openToAllSince since when it is open to everybody; null while it is not
 * @param lingeredAt when it was said that this is for too long; null where it was not
 * @param releases the releases that it has to do with, the one that was linked last at the end
 * @param lastCounted the last day whose evaluations were counted; null before the first
 * @param cleanUp how it was taken out of the code; null until it is
 * @param archive how it was archived; null until it is
 * @param policyVersion the version of the product's policy that it goes by
 * @param deciding the positions of the entries that decide what it serves
 * @param updatedAt the time that its last entry is judged by
 * @param sequence its last entry's place in its stream
 * @param position its last entry's place in the ledger
 * @param incomplete whether an entry could not be understood, so that something may be missing here
 * @param doubt the first such entry; null when all were understood
 */
record FlagView(
        UUID id,
        String key,
        String product,
        FlagType type,
        String purpose,
        UUID owner,
        String status,
        FlagValueType valueType,
        List<FlagVariant> variants,
        String onVariant,
        String offVariant,
        String salt,
        RolloutView rollout,
        List<TargetingRule> targeting,
        Map<String, Integer> split,
        @Nullable DisabledView disabled,
        @Nullable LocalDate ends,
        @Nullable Instant outlivedAt,
        @Nullable Instant openToAllSince,
        @Nullable Instant lingeredAt,
        List<UUID> releases,
        @Nullable LocalDate lastCounted,
        @Nullable CleanUpView cleanUp,
        @Nullable ArchiveView archive,
        int policyVersion,
        UUID definedBy,
        Instant definedAt,
        DecidingPositions deciding,
        Instant updatedAt,
        long sequence,
        long position,
        boolean incomplete,
        @Nullable Doubt doubt) {

    /**
     * How far a flag is open.
     *
     * @param state {@code CLOSED}, {@code OPEN} or {@code PAUSED}
     * @param phase the phase that it is in; null while it is closed, and for types without phases
     * @param basisPoints the share of users whom it reaches
     * @param since when each phase that it came through was entered
     * @param grownOn the day, in UTC, on which it was opened further the last time; null while it is closed
     * @param grownBy by how many basis points it was opened further on that day, in the phase that it is in
     * @param paused why it is opened no further; null while it is not paused
     */
    record RolloutView(
            String state,
            @Nullable String phase,
            int basisPoints,
            Map<String, Instant> since,
            @Nullable LocalDate grownOn,
            int grownBy,
            @Nullable PausedView paused) {
        static RolloutView of(Flag.Rollout rollout) {
            PausedView paused = rollout instanceof Flag.Rollout.Paused each
                    ? new PausedView(each.reason(), each.by(), each.at())
                    : null;
            return rollout.reached()
                    .map(reach -> new RolloutView(
                            rollout.word(),
                            reach.phase(),
                            reach.basisPoints(),
                            reach.since(),
                            reach.grownOn(),
                            reach.grownBy(),
                            paused))
                    .orElseGet(() -> new RolloutView(rollout.word(), null, 0, Map.of(), null, 0, null));
        }
    }

    /** Why it is opened no further, who said so and when. */
    record PausedView(String reason, UUID by, Instant at) {}

    /**
     * Why it is disabled.
     *
     * @param releaseId the release that it was disabled for; null where it was for none
     * @param rollbackId the rollback that disabled it; null where none did
     */
    record DisabledView(
            String reason,
            @Nullable UUID releaseId,
            @Nullable UUID rollbackId,
            UUID by,
            Instant at) {}

    /**
     * How it was taken out of the code.
     *
     * @param change the reference of the change that did
     * @param releaseId the release that brought it; null where it is not said
     */
    record CleanUpView(String change, @Nullable UUID releaseId, UUID by, Instant at) {}

    /**
     * How it was archived.
     *
     * @param documentation a link
     * @param digest what SHA-256 digest that had; null where it is not said
     */
    record ArchiveView(String documentation, @Nullable String digest, UUID by, Instant at) {}

    static FlagView of(UUID id, FlagStream stream, Flag flag) {
        FlagDefined defined = flag.definition().event();
        Flag.End end = flag.end();
        Flag.Lingering lingering = flag.lingering();
        return new FlagView(
                id,
                defined.key(),
                defined.product(),
                defined.flagType(),
                defined.purpose(),
                defined.owner(),
                flag.word(),
                defined.valueType(),
                defined.variants(),
                defined.onVariant(),
                defined.offVariant(),
                defined.salt(),
                RolloutView.of(flag.rollout()),
                flag.targeting(),
                flag.split(),
                disabled(flag.standing()),
                end == null ? null : end.day(),
                end == null ? null : end.outlivedAt(),
                lingering == null ? null : lingering.since(),
                lingering == null ? null : lingering.saidAt(),
                List.copyOf(flag.releases()),
                flag.lastCounted(),
                cleanUp(flag.cleanUp()),
                archive(flag.archive()),
                defined.policyVersion(),
                flag.definition().by(),
                flag.definition().at(),
                stream.deciding(),
                stream.updatedAt(),
                stream.sequence(),
                stream.position(),
                stream.incomplete(),
                stream.doubt());
    }

    private static @Nullable DisabledView disabled(Flag.Standing standing) {
        return switch (standing) {
            case Flag.Standing.Enabled enabled -> null;
            case Flag.Standing.Disabled disabled ->
                new DisabledView(
                        disabled.event().reason(),
                        disabled.event().releaseId(),
                        disabled.event().rollbackId(),
                        disabled.by(),
                        disabled.at());
        };
    }

    private static @Nullable CleanUpView cleanUp(Flag.@Nullable CleanUp done) {
        return done == null
                ? null
                : new CleanUpView(done.event().change(), done.event().releaseId(), done.by(), done.at());
    }

    private static @Nullable ArchiveView archive(Flag.@Nullable Archive done) {
        return done == null
                ? null
                : new ArchiveView(done.event().documentation(), done.event().digest(), done.by(), done.at());
    }
}
