package dev.releaseledger.events.refusal;

import dev.releaseledger.events.envelope.EventName;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A command that a rule or a missing right turned down. With what was asked and the sequence that it was decided against,
 * anyone can decide it again.
 *
 * @param command the command's name, e.g. {@code ApproveStage}
 * @param subject the stream that it was about
 * @param subjectSequence the last sequence of that stream when it was decided; -1 where the stream did not exist
 * @param policyVersion the version of the policy that it was judged by
 * @param violations every rule that was violated
 * @param asked the events that the command would have led to
 */
@EventName("refusal.command-refused.v1")
public record CommandRefused(
        String command,
        String subject,
        long subjectSequence,
        int policyVersion,
        List<Refused> violations,
        List<Asked> asked)
        implements RefusalEvent {
    public CommandRefused {
        violations = List.copyOf(violations);
        asked = List.copyOf(asked);
    }

    /**
     * A violated rule.
     *
     * @param rule the rule's name, e.g. {@code ApproverIsNotTheAuthor}
     * @param reason what was found and what would be right
     */
    public record Refused(String rule, String reason) {}

    /**
     * An event that was asked for and did not happen.
     *
     * @param type the full name of its type
     * @param data its data
     */
    public record Asked(String type, JsonNode data) {}
}
