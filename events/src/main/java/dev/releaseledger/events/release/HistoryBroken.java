package dev.releaseledger.events.release;

/** A history that no sequence of decisions can have led to: an event is missing, doubled or out of its stream. */
public final class HistoryBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryBroken(String what) {
        super(what);
    }
}
