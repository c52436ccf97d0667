package dev.releaseledger.events.envelope;

import dev.releaseledger.events.access.Role;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** How attribute values stand in an entry: characters that need no escape in JSON, so that none is ever needed. */
final class Attributes {
    private Attributes() {}

    static String plain(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                throw new IllegalArgumentException(name + " may hold printable ASCII without quotes and backslashes");
            }
        }
        return value;
    }

    static String roles(Set<Role> roles) {
        return roles.isEmpty()
                ? ""
                : EnumSet.copyOf(roles).stream().map(Role::claim).collect(Collectors.joining(","));
    }
}
