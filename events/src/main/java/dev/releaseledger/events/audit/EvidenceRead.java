package dev.releaseledger.events.audit;

import dev.releaseledger.events.envelope.EventName;
import java.util.List;

/**
 * Who read which evidence, or tried to: the records of the access topic between two offsets. Equal ones are counted together.
 *
 * @param topicId Kafka's own id of the topic, which a topic that takes its place does not have
 * @param fromOffset the first offset that this entry stands for
 * @param nextOffset the offset after the last one that this entry stands for
 * @param readings in the order of their first records
 * @param unopened the records that tell nothing, counted by why
 */
@EventName("access.evidence-read.v1")
public record EvidenceRead(
        String topicId, long fromOffset, long nextOffset, List<Reading> readings, List<UnopenedRecords> unopened)
        implements AuditEvent {
    public EvidenceRead {
        readings = List.copyOf(readings);
        unopened = List.copyOf(unopened);
    }
}
