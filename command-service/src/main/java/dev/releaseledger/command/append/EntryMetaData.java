package dev.releaseledger.command.append;

/** The metadata of Axon's messages that entries are written from and read into. */
public final class EntryMetaData {
    /** Who said it: an {@link dev.releaseledger.events.envelope.Attribution}. Every event to be appended has one. */
    public static final String ATTRIBUTION = "attribution";

    /** What the command belonged to: a string. Every event to be appended has one. */
    public static final String CORRELATION_ID = "correlationId";

    /** The entry that an automation reacted to: its id as a string; absent for what a person or machine asked for. */
    public static final String CAUSATION_ID = "causationId";

    /** W3C trace context of the command: a string, or absent. */
    public static final String TRACEPARENT = "traceparent";

    /** The command's {@link AppendTicket}; absent where it wants nothing beyond its events. Never stored. */
    public static final String TICKET = "appendTicket";

    /** The entry's position in the ledger, a long: only on events that were read. */
    public static final String POSITION = "position";

    private EntryMetaData() {}
}
