package dev.releaseledger.command.append;

/** What the database holds does not extend what was signed. The message says what differs. */
final class SigningRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SigningRefused(String message) {
        super(message);
    }
}
