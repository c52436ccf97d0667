package dev.releaseledger.events.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for evidence, all of it but who made it.
 *
 * @param at when
 * @param roles what the token's roles claim granted, in the order of the alphabet
 * @param what the resource, e.g. {@code release/<id>}; it names nobody
 * @param how the way, e.g. {@code evidence-bundle}
 * @param traceparent its W3C trace; null where it has none
 */
public record Access(
        Instant at,
        List<String> roles,
        String what,
        String how,
        AccessOutcome outcome,
        @Nullable String traceparent) {
    private static final int LONGEST = 1_000;
    private static final int MOST_ROLES = 200;

    public Access {
        roles = List.copyOf(roles);
        boolean fits = what.length() <= LONGEST
                && how.length() <= LONGEST
                && (traceparent == null || traceparent.length() <= LONGEST)
                && roles.size() <= MOST_ROLES
                && roles.stream().allMatch(role -> role.length() <= LONGEST / 5);
        if (!fits) {
            throw new IllegalArgumentException("an access is told in at most " + LONGEST + " characters a text, "
                    + LONGEST / 5 + " a role, and " + MOST_ROLES + " roles");
        }
    }

    /** What a sealed reader is bound to, so that nobody can put one under another access. */
    byte[] bytes() {
        StringBuilder text = new StringBuilder("release-ledger access v1\n");
        for (String each : List.of(
                at.toString(),
                Integer.toString(roles.size()),
                String.join("\n", roles),
                what,
                how,
                outcome.name(),
                traceparent == null ? "" : traceparent)) {
            text.append(each.length()).append(' ').append(each).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
