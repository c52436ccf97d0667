package dev.releaseledger.events.audit;

import dev.releaseledger.events.envelope.Event;

/**
 * What the audit of access tells. All of it is in one stream, since the access topic has one partition: an entry's offsets
 * begin where those of the entry before it end.
 */
public sealed interface AuditEvent extends Event permits EvidenceRead {
    /** The stream of the records of the access topic. */
    String STREAM = "access/evidence";
}
