package dev.releaseledger.query.generation;

/** What is asked for is not there yet: the service has just been installed or started, or its database is away. */
public final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotReady(String what) {
        super(what);
    }
}
