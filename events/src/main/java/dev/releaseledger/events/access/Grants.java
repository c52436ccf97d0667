package dev.releaseledger.events.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token's {@code roles} claim grants: roles for every product ({@code qa-lead}) or for one ({@code qa-lead@checkout}). */
public final class Grants {
    private record Grant(Role role, @Nullable String product) {}

    private final List<Grant> all;

    private Grants(List<Grant> all) {
        this.all = all;
    }

    /** Reads the claim; a name that is no role of ours grants nothing, since tokens serve other systems too. */
    public static Grants of(Collection<String> claim) {
        return new Grants(claim.stream()
                .map(Grants::parse)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    private static @Nullable Grant parse(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        String product = at < 0 ? null : text.substring(at + 1);
        if (product != null && product.isEmpty()) {
            return null;
        }
        Role role = Role.ofClaim(name).orElse(null);
        return role == null ? null : new Grant(role, product);
    }

    /** The roles held for this product: those for every product and those for this one. */
    public Set<Role> forProduct(String product) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Grant grant : all) {
            if (grant.product() == null || grant.product().equals(product)) {
                roles.add(grant.role());
            }
        }
        return roles;
    }

    /** The roles held for every product. */
    public Set<Role> everywhere() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Grant grant : all) {
            if (grant.product() == null) {
                roles.add(grant.role());
            }
        }
        return roles;
    }

    /** The products named by grants for one product; empty when every grant is for all. */
    public Set<String> products() {
        Set<String> products = new LinkedHashSet<>();
        for (Grant grant : all) {
            if (grant.product() != null) {
                products.add(grant.product());
            }
        }
        return products;
    }
}
