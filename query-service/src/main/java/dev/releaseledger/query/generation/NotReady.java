package dev.releaseledger.query.generation;

/** The read side has no tables yet: the service has just been installed, or its database is away. */
public final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReady(String what) {
        super(what);
    }
}
