package dev.releaseledger.query.flag;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.flag.Condition;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.flag.Operator;
import dev.releaseledger.events.flag.TargetingRule;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.query.testing.TestLedger;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Flags in a test ledger. */
public final class TestFlags {
    public static final UUID OWNER = UUID.fromString("00000000-0000-7000-8000-0000000000b1");

    private static final JsonMapper JSON = new JsonMapper();

    private TestFlags() {}

    /** The id of a test's flag. */
    public static UUID id(int n) {
        return new UUID(0x7000L, 0x8000_0000_0000_0000L + n);
    }

    /** Says something of a flag, and publishes it. */
    public static long say(TestLedger ledger, UUID id, FlagEvent event) {
        return ledger.say(FlagStream.name(id), event, ledger.live(Role.RELEASE_MANAGER));
    }

    /** A permanent flag that is true for those whom it is opened to. */
    public static FlagDefined bool(String key, String product) {
        return defined(key, product, FlagType.OPS, FlagValueType.BOOLEAN, "true", "false", null);
    }

    public static FlagDefined defined(
            String key,
            String product,
            FlagType type,
            FlagValueType valueType,
            String on,
            String off,
            @Nullable LocalDate ends) {
        return new FlagDefined(
                key,
                product,
                type,
                "A test's flag",
                OWNER,
                valueType,
                List.of(new FlagVariant("on", json(on)), new FlagVariant("off", json(off))),
                "on",
                "off",
                "salt-of-" + key,
                ends,
                1,
                null);
    }

    /** Serves the on variant to whom an attribute names. */
    public static FlagTargetingSet onFor(String attribute, String value) {
        return new FlagTargetingSet(List.of(new TargetingRule(
                "named",
                new Condition.Comparison(attribute, Operator.EQUALS, List.of(json("\"" + value + "\""))),
                "on")));
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
