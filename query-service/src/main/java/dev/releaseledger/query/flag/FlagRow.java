package dev.releaseledger.query.flag;

import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.policy.FlagType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A flag in the list; what the fields mean is said at the view. */
record FlagRow(
        UUID id,
        String key,
        String product,
        FlagType type,
        String purpose,
        UUID owner,
        FlagValueType valueType,
        String status,
        String rollout,
        @Nullable String phase,
        int basisPoints,
        @Nullable LocalDate ends,
        @Nullable Instant outlivedAt,
        @Nullable Instant openToAllSince,
        @Nullable Instant lingeredAt,
        @Nullable Instant cleanedUpAt,
        @Nullable LocalDate lastCounted,
        Instant definedAt,
        Instant updatedAt,
        long sequence,
        long position,
        boolean incomplete) {}
