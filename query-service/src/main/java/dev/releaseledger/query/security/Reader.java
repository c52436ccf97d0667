package dev.releaseledger.query.security;

import dev.releaseledger.events.access.Grants;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.access.RoleTable;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who is asking, by what the token grants. */
public final class Reader {
    private static final RoleTable TABLE = RoleTable.standard();

    private final Grants grants;

    private Reader(Grants grants) {
        this.grants = grants;
    }

    /** The reader that a verified token names; one without a token may do nothing. */
    public static Reader of(Authentication authentication) {
        return new Reader(authentication.getPrincipal() instanceof Jwt jwt ? grants(jwt) : Grants.of(List.of()));
    }

    static Grants grants(Jwt jwt) {
        Object claim = jwt.getClaims().get("roles");
        return Grants.of(
                claim instanceof List<?> names
                        ? names.stream()
                                .filter(String.class::isInstance)
                                .map(String.class::cast)
                                .toList()
                        : List.of());
    }

    /** Whether the reader has this right for every product. */
    public boolean mayEverywhere(Right right) {
        return TABLE.grants(grants.everywhere(), right);
    }

    /** Whether the reader has this right for this product. */
    public boolean may(Right right, String product) {
        return TABLE.grants(grants.forProduct(product), right);
    }

    /** The products that the reader was given this right for by name. */
    public Set<String> products(Right right) {
        return grants.products().stream()
                .filter(product -> may(right, product))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Insists on a right for a product.
     *
     * @throws ProblemException when the reader does not have it
     */
    public void require(Right right, String product) {
        if (!may(right, product)) {
            throw missing(right);
        }
    }

    /**
     * Insists on a right for every product.
     *
     * @throws ProblemException when the reader does not have it
     */
    public void requireEverywhere(Right right) {
        if (!mayEverywhere(right)) {
            throw missing(right);
        }
    }

    /**
     * The products that may be read where some or all are asked for; empty where all may.
     *
     * @param product what is asked for by name; empty for all
     * @throws ProblemException when the reader may not read that product, or none at all
     */
    public Optional<Set<String>> readable(Optional<String> product) {
        product.ifPresent(named -> require(Right.READ, named));
        Set<String> named = products(Right.READ);
        if (named.isEmpty()) {
            requireEverywhere(Right.READ);
        }
        return mayEverywhere(Right.READ) ? Optional.empty() : Optional.of(named);
    }

    private static ProblemException missing(Right right) {
        String roles = TABLE.rolesWith(right).stream().map(Role::claim).collect(Collectors.joining(", "));
        return new ProblemException(Problem.FORBIDDEN.detail("this needs one of the roles " + roles));
    }
}
