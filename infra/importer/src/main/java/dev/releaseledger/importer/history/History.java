package dev.releaseledger.importer.history;

import java.io.IOException;
import java.util.Optional;

/**
 * A release history, read tag by tag in the order in which the tags were made. Nothing is read ahead, so a history may
 * be larger than memory.
 */
public interface History extends AutoCloseable {

    /** The next tag, or what stood in its place; empty at the end. */
    Optional<HistoryItem> next() throws IOException;

    /** The whole history in units of its own (bytes of a file, tags of a repository), for showing progress. */
    long size();

    /** How much of {@link #size()} has been read. */
    long read();

    @Override
    void close() throws IOException;
}
