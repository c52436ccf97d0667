package dev.releaseledger.query.finding;

import dev.releaseledger.query.finding.rule.Absence;
import dev.releaseledger.query.finding.rule.Place;
import dev.releaseledger.query.finding.rule.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding.
 *
 * @param id the same in every rebuild
 * @param rule the rule that found it
 * @param ruleVersion by which version
 * @param subject the stream that it is about, {@code release/<id>} or {@code flag/<id>}
 * @param key tells it from the rule's other findings about the same subject
 * @param product the product; null where it is about the ledger itself
 * @param version the version of the product; null where it is about no release
 * @param owner who answers for the flag, by directory id; null where it is about none: releases tell who answers for them
 * @param title in a line
 * @param text what was found, for people
 * @param cited the positions of the entries that prove it
 * @param missing between which entries something is missing; null where that is not what proves it
 * @param since where it became so
 * @param until where it stopped being so; null while it is
 * @param state whether it counts
 * @param suppression why it does not count for now; null where it is not suppressed
 * @param incomplete whether an entry of its subject could not be understood, so that it may be wrong
 */
record FindingView(
        UUID id,
        String rule,
        int ruleVersion,
        String subject,
        String key,
        @Nullable String product,
        @Nullable String version,
        @Nullable UUID owner,
        Severity severity,
        String title,
        String text,
        List<Long> cited,
        @Nullable Absence missing,
        Place since,
        @Nullable Place until,
        State state,
        @Nullable SuppressionView suppression,
        boolean incomplete) {

    /** Whether a finding counts. */
    enum State {
        /** It is so, and counts. */
        OPEN,
        /** It is so, and somebody said why it does not count for now. */
        SUPPRESSED,
        /** It is so no more. */
        CLOSED
    }

    /**
     * Why a finding does not count for now.
     *
     * @param until up to when
     * @param by the directory id of who said so
     * @param position the entry that said so
     */
    record SuppressionView(UUID id, String reason, Instant until, UUID by, long position) {}
}
