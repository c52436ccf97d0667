package dev.releaseledger.command.append;

/**
 * Where a stream must stand for an append to happen.
 *
 * @param sequence the stream's last sequence; -1 where there must be no such stream yet
 */
public record Expectation(String stream, long sequence) {
    /** The sequence before a stream's first. */
    public static final long NO_STREAM = -1;

    public Expectation {
        if (sequence < NO_STREAM) {
            throw new IllegalArgumentException("a stream cannot stand at " + sequence);
        }
    }
}
