package dev.releaseledger.auditor.testing;

import dev.releaseledger.events.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/** The people of told ledgers. */
public enum ToldPerson {
    ROSA(Role.RELEASE_MANAGER),
    DINA(Role.DEVELOPER),
    CI(Role.CI),
    QUENTIN(Role.QA_LEAD),
    PAULA(Role.PRODUCT_OWNER),
    OLE(Role.ON_CALL),
    MIRA(Role.MANAGER),
    SAM(Role.SUPPORT),
    ADA(Role.ADMIN);

    private final Role role;
    private final UUID id = UUID.nameUUIDFromBytes(name().getBytes(StandardCharsets.UTF_8));

    ToldPerson(Role role) {
        this.role = role;
    }

    /** The directory id. */
    public UUID id() {
        return id;
    }

    /** The one role. */
    public Set<Role> roles() {
        return Set.of(role);
    }
}
