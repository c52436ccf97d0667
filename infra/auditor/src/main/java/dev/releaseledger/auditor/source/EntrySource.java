package dev.releaseledger.auditor.source;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Entries of a ledger as somebody keeps or serves them. Believes nothing of them; whoever reads them judges. */
public interface EntrySource extends AutoCloseable {
    /** What it is, for messages: a file's path, a URL, a topic. */
    String name();

    /** How many entries it has, where that is known before they are read. */
    OptionalLong size();

    /** Whether more entries may come while it is read, before a checkpoint is signed that is of them too. */
    boolean grows();

    /**
     * Reads entries in order until they end or the sink has enough.
     *
     * @param from the first position that is wanted
     * @throws IOException where the source cannot be read; its message says what and where
     */
    void read(long from, EntrySink sink) throws IOException;

    /**
     * The signed notes that it has beside its entries, smallest tree first where it has several. Believed by nobody yet.
     *
     * @throws IOException where they cannot be read; that there are none is no error
     */
    List<byte[]> checkpoints() throws IOException;

    @Override
    void close() throws IOException;
}
