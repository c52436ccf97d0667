package dev.releaseledger.local.issuer;

import dev.releaseledger.events.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks a token for.
 *
 * @param actor the token's subject
 * @param roles its {@code roles} claim: {@code qa-lead} for every product, {@code qa-lead@checkout} for one
 */
record RequestedToken(String actor, List<String> roles) {
    private static final int LONGEST_ACTOR = 200;

    /**
     * @param parameters of the token request: {@code role}, several separated by commas, and {@code actor}, which is
     *     called like the roles where it is missing
     * @throws IllegalArgumentException when one makes no sense; the message is for the caller
     */
    static RequestedToken from(Map<String, Object> parameters) {
        List<String> roles = Arrays.stream(text(parameters.get("role")).split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .toList();
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("role is missing. " + known());
        }
        roles.forEach(RequestedToken::requireKnown);
        String actor = text(parameters.get("actor")).strip();
        if (actor.length() > LONGEST_ACTOR) {
            throw new IllegalArgumentException("actor has at most " + LONGEST_ACTOR + " characters");
        }
        return new RequestedToken(actor.isEmpty() ? String.join("+", roles) : actor, roles);
    }

    private static void requireKnown(String role) {
        int at = role.indexOf('@');
        String name = at < 0 ? role : role.substring(0, at);
        if (at == role.length() - 1) {
            throw new IllegalArgumentException("no product behind the @ of " + role);
        }
        if (Role.ofClaim(name).isEmpty()) {
            throw new IllegalArgumentException("no role is called " + name + ". " + known());
        }
    }

    private static String known() {
        return "Roles: " + Arrays.stream(Role.values()).map(Role::claim).collect(Collectors.joining(", "))
                + "; for one product: qa-lead@checkout";
    }

    private static String text(@Nullable Object parameter) {
        return parameter instanceof String text ? text : "";
    }
}
