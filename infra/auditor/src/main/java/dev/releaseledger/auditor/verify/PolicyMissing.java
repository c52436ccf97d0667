package dev.releaseledger.auditor.verify;

/** An entry pins a version of a policy that nobody published before it. */
final class PolicyMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PolicyMissing(String what, Throwable cause) {
        super(what, cause);
    }
}
