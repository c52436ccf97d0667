package dev.releaseledger.importer.send;

import java.util.function.Supplier;

/** Where the bearer tokens come from. */
public interface TokenSource {

    /** A token to call with. */
    String token() throws TokenFailed, InterruptedException;

    /** Says that a token was not accepted, so that it is not handed out again. */
    void rejected(String token);

    /** Always the same token. */
    static TokenSource fixed(String token) {
        return from(() -> token);
    }

    /** A token from a supplier that keeps them fresh itself. */
    static TokenSource from(Supplier<String> supplier) {
        return new TokenSource() {
            @Override
            public String token() {
                return supplier.get();
            }

            @Override
            public void rejected(String token) {}
        };
    }
}
