package dev.releaseledger.command.append;

import dev.releaseledger.events.envelope.EntryDraft;

/** An entry that waits for its place. It goes to the draft's subject, at the next sequence of that stream. */
public record PendingEntry(EntryDraft draft) {
    /** The stream that the entry goes to. */
    public String stream() {
        return draft.subject();
    }
}
