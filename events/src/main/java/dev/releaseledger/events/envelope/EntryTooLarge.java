package dev.releaseledger.events.envelope;

/** An event whose entry would exceed {@link EntryDraft#MAX_BYTES}: link to what is large and give its digest instead. */
public final class EntryTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int bytes;

    EntryTooLarge(String type, int bytes) {
        super("an entry of type " + type + " may take " + bytes + " bytes; at most " + EntryDraft.MAX_BYTES + " fit");
        this.bytes = bytes;
    }

    /** What the entry could take, in bytes. */
    public int bytes() {
        return bytes;
    }
}
