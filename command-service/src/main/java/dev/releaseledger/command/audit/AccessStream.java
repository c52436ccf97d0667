package dev.releaseledger.command.audit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.append.Append;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.append.PendingEntry;
import dev.releaseledger.command.append.StoredEntry;
import dev.releaseledger.events.audit.AuditEvent;
import dev.releaseledger.events.audit.EvidenceRead;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Events;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stream that tells who read what. Its last entry says which record of the topic comes next, and the next entry is appended
 * on condition that it is still the last: whoever else appends the same records, or did so before it was killed, is found out.
 */
final class AccessStream {
    private final AppendEngine engine;
    private final EntryReader reader;
    private final String source;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    /**
     * Where the stream stands.
     *
     * @param sequence of its last entry; -1 while there is none
     * @param topicId of the topic that the last entry was made of; null while there is none
     * @param nextOffset of the record that comes next in that topic
     */
    record Standing(long sequence, @Nullable String topicId, long nextOffset) {
        static final Standing NOTHING = new Standing(Expectation.NO_STREAM, null, 0);
    }

    AccessStream(AppendEngine engine, EntryReader reader, String origin) {
        this.engine = engine;
        this.reader = reader;
        this.source = "/release-ledger/" + origin;
    }

    Standing standing() {
        OptionalLong last = reader.lastSequence(AuditEvent.STREAM);
        if (last.isEmpty()) {
            return Standing.NOTHING;
        }
        StoredEntry entry =
                reader.stream(AuditEvent.STREAM, last.getAsLong(), 1).getFirst();
        if (!(Events.read(EntryJson.read(entry.bytes())) instanceof EvidenceRead read)) {
            throw new IllegalStateException("the last entry of " + AuditEvent.STREAM + " says nothing of offsets");
        }
        return new Standing(entry.sequence(), read.topicId(), read.nextOffset());
    }

    /**
     * Appends entries where the stream still stands like this.
     *
     * @return whether it did; otherwise nothing was appended
     */
    boolean append(Standing before, List<EvidenceRead> entries, UUID by, Instant now) {
        Attribution attribution = new Attribution(by, Set.of(), now, null);
        String correlation = ids.generate().toString();
        List<PendingEntry> pending = entries.stream()
                .map(entry -> new PendingEntry(EntryDraft.of(
                        ids.generate(), source, AuditEvent.STREAM, entry, attribution, correlation, null, null)))
                .toList();
        AppendOutcome outcome =
                engine.append(Append.of(List.of(new Expectation(AuditEvent.STREAM, before.sequence())), pending));
        return switch (outcome) {
            case AppendOutcome.Appended done -> true;
            case AppendOutcome.StreamMoved moved -> false;
            case AppendOutcome.ClaimTaken taken -> throw new IllegalStateException("nothing was claimed");
            case AppendOutcome.ReceiptExists exists -> throw new IllegalStateException("there was no key");
        };
    }
}
