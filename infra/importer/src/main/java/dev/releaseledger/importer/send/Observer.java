package dev.releaseledger.importer.send;

/** Is told how an import goes, from several threads. */
public interface Observer {

    /** Something to be said in a line: what is skipped, unreadable or refused. */
    void say(String line);

    /**
     * A release is done with.
     *
     * @param read how much of the history has been read, of its size
     * @param size the history's size
     * @param releases how many releases are recorded whole
     */
    void progress(long read, long size, long releases);
}
