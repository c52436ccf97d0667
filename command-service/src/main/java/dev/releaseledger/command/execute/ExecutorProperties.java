package dev.releaseledger.command.execute;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The properties {@code release-ledger.rollback-executor.*} as they are written. Everything is text, so that whatever is wrong is
 * told by {@link ExecutorReading}, with everything else that is wrong, and without the value.
 *
 * @param url where the executor is called; it may hold a secret
 * @param secret one or more {@code whsec_…}, separated by commas; each signs
 * @param encryption {@code none} allows http; {@code tls} if absent
 * @param kinds what it executes: of {@code CODE}, {@code FLAG}, {@code DATA}; all of them if absent
 */
record ExecutorProperties(
        @Nullable String url,
        @Nullable List<String> secret,
        @Nullable String encryption,
        @Nullable List<String> kinds) {

    /** The names of all properties that an executor can have. */
    static final Set<String> NAMES = Set.of("url", "secret", "encryption", "kinds");

    @Override
    public String toString() {
        return "ExecutorProperties";
    }
}
