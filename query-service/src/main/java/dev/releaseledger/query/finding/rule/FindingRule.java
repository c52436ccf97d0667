package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.policy.ReleasePolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Something that a release's history may prove. Pure: the same history and policy give the same verdicts, so that a rebuild
 * gives the same findings. Whoever changes what a rule finds writes a new class with the next version, and leaves the old one
 * in the {@link RuleBook}: its verdicts stay readable.
 */
public interface FindingRule {

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

    /**
     * Everything that this history proves, of what is over too.
     *
     * @param policy what the release pins
     */
    List<Verdict> judge(History history, ReleasePolicy policy);
}
