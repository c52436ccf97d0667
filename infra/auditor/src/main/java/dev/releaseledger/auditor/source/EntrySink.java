package dev.releaseledger.auditor.source;

/** Takes entries in the order of their positions. */
@FunctionalInterface
public interface EntrySink {
    /**
     * Takes one entry, whose bytes are {@code buffer[offset .. offset + length)} during this call alone.
     *
     * @param position where the source says that the entry is
     * @return whether to go on
     */
    boolean entry(long position, byte[] buffer, int offset, int length);
}
