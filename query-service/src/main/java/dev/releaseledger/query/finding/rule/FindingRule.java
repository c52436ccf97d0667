package dev.releaseledger.query.finding.rule;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Something that a history may prove. Whoever changes what a rule finds writes a new class with the next version, and leaves
 * the old one in the {@link RuleBook}: its verdicts stay readable.
 */
public sealed interface FindingRule permits ReleaseRule, FlagRule, LedgerDiffers {

    /** Names it, whatever its version. */
    String id();

    /** From 1. */
    int version();

    Severity severity();

    /** In a line, for people. */
    String title();

    /** What exactly proves it, and what ends it, for people. */
    String definition();

    /** The section of PROCESS.md that it comes from. */
    String source();

    /** Whether histories prove what it finds; what else does is in its definition. */
    default boolean judges() {
        return true;
    }

    /** Names the finding of this key about this subject: the same in every rebuild. */
    default UUID idOf(String subject, String key) {
        return UUID.nameUUIDFromBytes(String.join("\n", id(), Integer.toString(version()), subject, key)
                .getBytes(StandardCharsets.UTF_8));
    }
}
