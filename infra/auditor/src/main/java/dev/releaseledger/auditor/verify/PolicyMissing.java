package dev.releaseledger.auditor.verify;

/** An entry pins a version of a policy that nobody published before it. */
final class PolicyMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PolicyMissing(String product, int version, Throwable cause) {
        super("version " + version + " of " + product + "'s policy, which nobody published", cause);
    }
}
