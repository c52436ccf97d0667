package dev.releaseledger.query.finding;

import dev.releaseledger.query.finding.rule.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which findings are asked for.
 *
 * @param rule of this rule
 * @param ruleVersion by this version; empty for the newest of each rule
 * @param subject about this stream
 * @param owner about flags of this owner
 * @param from since this time or later
 * @param to since before this time
 * @param asOf as it was after the entry at this position
 * @param readable the products that may be read; empty optional when all may
 */
record FindingFilter(
        Optional<String> product,
        Optional<String> rule,
        Optional<Integer> ruleVersion,
        Optional<Severity> severity,
        Optional<String> subject,
        Optional<UUID> owner,
        Optional<FindingView.State> state,
        Optional<Instant> from,
        Optional<Instant> to,
        long asOf,
        Optional<Set<String>> readable) {}
