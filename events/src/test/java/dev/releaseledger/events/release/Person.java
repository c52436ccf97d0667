package dev.releaseledger.events.release;

import dev.releaseledger.events.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/** The people of the stories, each by name and by what they are. */
public enum Person {
    ROSA(Role.RELEASE_MANAGER),
    RITA(Role.RELEASE_MANAGER),
    DINA(Role.DEVELOPER),
    CI(Role.CI),
    QUENTIN(Role.QA_LEAD),
    PAULA(Role.PRODUCT_OWNER),
    OLE(Role.ON_CALL),
    MIRA(Role.MANAGER),
    /** On call, and a manager too. */
    OMAR(Role.ON_CALL, Role.MANAGER),
    /** A release manager, and a manager too. */
    RUTH(Role.RELEASE_MANAGER, Role.MANAGER),
    /** A product owner who also writes code. */
    PETE(Role.PRODUCT_OWNER, Role.DEVELOPER),
    /** A product owner who also plans. */
    PIA(Role.PRODUCT_OWNER, Role.RELEASE_MANAGER),
    SAM(Role.SUPPORT),
    IMPORTER(Role.IMPORTER),
    ADA(Role.AUDITOR, Role.ADMIN);

    private final Set<Role> roles;

    private final UUID id = UUID.nameUUIDFromBytes(name().getBytes(StandardCharsets.UTF_8));

    Person(Role... roles) {
        this.roles = Set.of(roles);
    }

    public UUID id() {
        return id;
    }

    public Set<Role> roles() {
        return roles;
    }
}
