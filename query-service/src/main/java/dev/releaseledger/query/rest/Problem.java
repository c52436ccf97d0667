package dev.releaseledger.query.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as {@code application/problem+json} (RFC 9457).
 *
 * @param type stable for one kind of problem
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what it was this time
 * @param faults everything that is wrong with the request, named at once
 * @param projected the last projected position, where the problem is that one is not projected yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable List<Fault> faults,
        @Nullable Long projected) {
    private static final String PROBLEMS = "https://releaseledger.dev/problems/";

    public static final Problem MALFORMED = of("malformed-request", "Malformed request", 400);
    public static final Problem UNAUTHORIZED = of("unauthorized", "Not authenticated", 401);
    public static final Problem FORBIDDEN = of("right-missing", "Right missing", 403);
    public static final Problem NOT_FOUND = of("not-found", "Not found", 404);
    public static final Problem NOT_UNDERSTOOD = of("not-understood", "Not understood", 404);
    public static final Problem REBUILD_RUNNING = of("rebuild-running", "A rebuild is running", 409);
    public static final Problem NOT_PROJECTED = of("not-projected", "Not projected yet", 503);
    public static final Problem UNAVAILABLE = of("unavailable", "Unavailable", 503);
    public static final Problem INTERNAL = of("internal-error", "Internal error", 500);

    /**
     * One thing that is wrong.
     *
     * @param field the parameter
     * @param fault what is wrong with it
     * @param expected what would be right
     */
    public record Fault(String field, String fault, String expected) {}

    private static Problem of(String kind, String title, int status) {
        return new Problem(PROBLEMS + kind, title, status, null, null, null);
    }

    /** For statuses without a kind of their own. */
    static Problem ofStatus(int status, String title) {
        return new Problem("about:blank", title, status, null, null, null);
    }

    public Problem detail(String text) {
        return new Problem(type, title, status, text, faults, projected);
    }

    public Problem faults(List<Fault> all) {
        return new Problem(type, title, status, detail, List.copyOf(all), projected);
    }

    public Problem projected(long position) {
        return new Problem(type, title, status, detail, faults, position);
    }
}
