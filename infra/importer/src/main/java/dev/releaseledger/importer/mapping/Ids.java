package dev.releaseledger.importer.mapping;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/**
 * Ids made from names, the same in every run (UUID version 5, RFC 9562): whoever imports a history twice, or goes on with
 * an interrupted import, asks for the same things under the same ids.
 */
public final class Ids {

    private static final UUID NAMESPACE = UUID.fromString("5f0c3f0e-6f43-4b52-9d0c-9c1f2f1f6a3e");

    private Ids() {}

    /** The id of a product's version. */
    public static UUID release(String product, String version) {
        return within(NAMESPACE, product + "/" + version);
    }

    /** The id of something that belongs to a release. */
    static UUID within(UUID release, String name) {
        return Generators.nameBasedGenerator(release).generate(name);
    }

    /** The idempotency key of one of a release's commands. */
    public static UUID key(UUID release, Command command) {
        return within(release, "command/" + command.step());
    }
}
