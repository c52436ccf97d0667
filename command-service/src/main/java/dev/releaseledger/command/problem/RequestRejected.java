package dev.releaseledger.command.problem;

/** A request that ends before anything is decided; it carries the problem to answer with. */
public final class RequestRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RequestRejected(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public Problem problem() {
        return problem;
    }
}
