package dev.releaseledger.events.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Which role has which rights: the data of {@code role-table.json}. */
public final class RoleTable {
    private static final RoleTable STANDARD = load();

    private final Map<Role, Set<Right>> rights;

    private RoleTable(Map<Role, Set<Right>> rights) {
        this.rights = rights;
    }

    /** The table that this version ships. */
    public static RoleTable standard() {
        return STANDARD;
    }

    /** Whether this role alone gives the right. */
    public boolean grants(Role role, Right right) {
        return rights.getOrDefault(role, Set.of()).contains(right);
    }

    /** Whether any of the roles gives the right. */
    public boolean grants(Collection<Role> roles, Right right) {
        return roles.stream().anyMatch(role -> grants(role, right));
    }

    /** The roles that give the right. */
    public Set<Role> rolesWith(Right right) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        rights.forEach((role, granted) -> {
            if (granted.contains(right)) {
                roles.add(role);
            }
        });
        return roles;
    }

    private static RoleTable load() {
        try (InputStream in = Objects.requireNonNull(RoleTable.class.getResourceAsStream("role-table.json"))) {
            Map<Role, Set<Right>> read = new JsonMapper().readValue(in, new TypeReference<Map<Role, Set<Right>>>() {});
            return new RoleTable(new EnumMap<>(read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
