package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Fault.EntryKind;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.EventType;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.envelope.NotUnderstood;
import dev.releaseledger.events.refusal.RefusalEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads each entry as what it claims to be, and has what it says decided again. */
final class Entries {
    private static final String SOURCE = "/release-ledger/";
    private static final int UUID_VERSION = 7;

    /** How far the clock of a service, which decides, may be ahead of the database's, which records. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    private final Findings findings;
    private final Schemas schemas = new Schemas();
    private final History history;
    private @Nullable String source;
    private Instant last = Instant.MIN;

    /**
     * @param origin the ledger that is meant; null where the first entry may say
     */
    Entries(@Nullable String origin, Findings findings, History history) {
        this.source = origin == null ? null : SOURCE + origin;
        this.findings = findings;
        this.history = history;
    }

    /** Takes the entry that is at this position. */
    void entry(long position, byte[] bytes) {
        Envelope entry;
        try {
            if (bytes.length > EntryDraft.MAX_BYTES) {
                findings.fault(
                        position,
                        EntryKind.ENVELOPE,
                        "at most " + EntryDraft.MAX_BYTES + " bytes",
                        bytes.length + " bytes");
            }
            entry = EntryJson.read(bytes);
        } catch (NotUnderstood e) {
            findings.fault(position, EntryKind.ENVELOPE, "an entry", e.getMessage());
            return;
        }
        check(position, entry);
        Optional<EventType> type = Events.named(entry.type());
        if (type.isEmpty()) {
            findings.fault(position, EntryKind.DATA, "a type that this auditor knows", entry.type());
            return;
        }
        understand(position, entry, type.get());
    }

    private void check(long position, Envelope entry) {
        if (entry.position() != position) {
            findings.fault(
                    position, EntryKind.POSITION, "the entry of position " + position, "that of " + entry.position());
        }
        if (source == null) {
            source = entry.source();
        }
        if (!entry.source().equals(source)) {
            findings.fault(position, EntryKind.ORIGIN, "source " + source, entry.source());
        }
        if (entry.id().version() != UUID_VERSION) {
            findings.fault(
                    position, EntryKind.ID, "a UUID of version 7", entry.id().toString());
        }
        if (entry.time().isBefore(last)) {
            findings.fault(position, EntryKind.TIME, "recorded at " + last + " or later", "at " + entry.time());
        } else {
            last = entry.time();
        }
        Instant decided = entry.attribution().decidedAt();
        if (decided.isAfter(entry.time().plus(CLOCKS_APART))) {
            findings.fault(
                    position,
                    EntryKind.TIME,
                    "decided at " + entry.time() + ", when it was recorded, or before",
                    "at " + decided);
        }
        Instant occurred = entry.attribution().occurredAt();
        // A refusal says the time that was claimed, and that may be what it was refused for.
        if (occurred != null
                && occurred.isAfter(entry.time())
                && !entry.subject().startsWith(RefusalEvent.stream(""))) {
            findings.fault(
                    position, EntryKind.TIME, "claimed to be of " + entry.time() + " or before", "of " + occurred);
        }
    }

    /** Ends behind the last entry. */
    void end(long size) {
        history.end(size);
    }

    private void understand(long position, Envelope entry, EventType type) {
        if (!type.schema().equals(entry.dataschema())) {
            findings.fault(position, EntryKind.DATASCHEMA, type.schema(), entry.dataschema());
        }
        String fault = schemas.fault(type, entry.data());
        if (fault != null) {
            findings.fault(position, EntryKind.SCHEMA, "data of " + type.schema(), "data" + fault);
        }
        Event event;
        try {
            event = Events.read(entry);
        } catch (NotUnderstood e) {
            if (fault == null) {
                findings.fault(position, EntryKind.DATA, "data of " + type.name(), e.getMessage());
            }
            return;
        }
        history.entry(position, entry, event);
    }
}
