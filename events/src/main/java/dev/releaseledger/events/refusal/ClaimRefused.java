package dev.releaseledger.events.refusal;

import dev.releaseledger.events.envelope.EventName;
import java.util.List;

/**
 * A command that was turned down since it claimed what another stream held. With what was asked, both sequences that it was
 * decided against and their streams, anyone can decide it again.
 *
 * @param command the command's name, e.g. {@code PlanRelease}
 * @param subject the stream that it was about
 * @param subjectSequence the last sequence of that stream when it was decided; -1 where the stream did not exist
 * @param policyVersion the version of the policy that it was judged by
 * @param claim what was claimed, e.g. {@code version:checkout/2.5.0} or {@code deployment:checkout/production}
 * @param holder the stream that held it
 * @param holderSequence a sequence of that stream at which it held the claim: the last one when it was decided, or 0 for a
 *     claim that is held for ever
 * @param violations every rule that was violated
 * @param asked the events that the command would have led to
 */
@EventName("refusal.claim-refused.v1")
public record ClaimRefused(
        String command,
        String subject,
        long subjectSequence,
        int policyVersion,
        String claim,
        String holder,
        long holderSequence,
        List<CommandRefused.Refused> violations,
        List<CommandRefused.Asked> asked)
        implements RefusalEvent {
    public ClaimRefused {
        violations = List.copyOf(violations);
        asked = List.copyOf(asked);
    }
}
