package dev.releaseledger.events.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What somebody may be for a product; written as in a token's {@code roles} claim, e.g. {@code qa-lead}. */
public enum Role {
    RELEASE_MANAGER,
    DEVELOPER,
    CI,
    QA_LEAD,
    PRODUCT_OWNER,
    ON_CALL,
    MANAGER,
    SUPPORT,
    IMPORTER,
    AUDITOR,
    ADMIN;

    private static final Map<String, Role> BY_CLAIM =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Role::claim, Function.identity()));

    private final String claim = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The role's name in tokens, entries and policies. */
    @JsonValue
    public String claim() {
        return claim;
    }

    /** The role of that name; empty where there is none. */
    public static Optional<Role> ofClaim(String claim) {
        return Optional.ofNullable(BY_CLAIM.get(claim));
    }

    @JsonCreator
    static Role fromJson(String claim) {
        return ofClaim(claim).orElseThrow(() -> new IllegalArgumentException("no role is called " + claim));
    }
}
