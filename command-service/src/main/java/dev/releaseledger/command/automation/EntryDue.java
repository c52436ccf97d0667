package dev.releaseledger.command.automation;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;

/**
 * What a deadline is about that follows from one entry.
 *
 * @param stream the entry's stream
 * @param sequence its place there
 */
public record EntryDue(String stream, long sequence) {
    Due due() {
        return new Due(stream, String.valueOf(sequence));
    }

    /** The entry that this deadline follows from. */
    public static EntryDue of(Due due) {
        return new EntryDue(due.stream(), Long.parseLong(due.what()));
    }

    /** The entry itself. */
    public Envelope read(EntryReader entries) {
        return EntryJson.read(entries.stream(stream, sequence, 1).getFirst().bytes());
    }
}
