package dev.releaseledger.importer.send;

/** There is no token to call with. */
public final class TokenFailed extends Exception {

    private static final long serialVersionUID = 1L;

    TokenFailed(String reason) {
        super(reason);
    }
}
