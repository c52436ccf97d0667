package dev.releaseledger.servers;

import org.jspecify.annotations.Nullable;

/** An embedded server could not be started or stopped; the message says which, why, and where its log is. */
public final class ServerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerFailed(String message) {
        super(message);
    }

    ServerFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
