package dev.releaseledger.auditor.verify;

import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.release.rule.HeldClaim;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A refused command, whatever it was refused over.
 *
 * @param subject the stream that it was about
 * @param against the sequence of that stream that it was decided against
 * @param policyVersion the version of the policy that it was judged by
 * @param held what another stream held of what it claimed; null where nothing was
 * @param rules the rules that were violated
 * @param asked the events that it would have led to
 */
record Refusal(
        String subject,
        long against,
        int policyVersion,
        @Nullable HeldClaim held,
        Set<String> rules,
        List<CommandRefused.Asked> asked) {

    static Refusal of(CommandRefused refused) {
        return new Refusal(
                refused.subject(),
                refused.subjectSequence(),
                refused.policyVersion(),
                null,
                names(refused.violations()),
                refused.asked());
    }

    static Refusal of(ClaimRefused refused) {
        return new Refusal(
                refused.subject(),
                refused.subjectSequence(),
                refused.policyVersion(),
                new HeldClaim(refused.claim(), refused.holder(), refused.holderSequence()),
                names(refused.violations()),
                refused.asked());
    }

    private static Set<String> names(List<CommandRefused.Refused> violations) {
        Set<String> names = new TreeSet<>();
        violations.forEach(violation -> names.add(violation.rule()));
        return names;
    }
}
