package dev.releaseledger.bench.flags;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.TargetingRule;
import dev.releaseledger.events.flag.evaluate.EvaluationContext;
import dev.releaseledger.events.policy.FlagType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** A flag with ten rules of every kind, open to half of its users, and people whom none of the rules is about. */
public final class TenRules {
    /** How many are reached, in basis points. */
    public static final int REACHED = 5_000;

    private static final UUID SOMEBODY = new UUID(7, 7);
    private static final Attribution BY =
            new Attribution(SOMEBODY, Set.of(Role.RELEASE_MANAGER), Instant.parse("2026-01-02T03:04:05Z"), null);

    private TenRules() {}

    /** The rules, as the command service takes them. */
    public static String body() {
        return resource("/dev/releaseledger/bench/flags/ten-rules.json");
    }

    /** The flag as its events leave it. */
    static Flag flag() {
        TargetingRule[] rules = EntryJson.mapper()
                .treeToValue(EntryJson.mapper().readTree(body()).get("rules"), TargetingRule[].class);
        FlagState state = FlagState.undefined();
        for (FlagEvent event : List.of(
                new FlagDefined(
                        "bench",
                        "bench",
                        FlagType.OPS,
                        "Is measured",
                        SOMEBODY,
                        FlagValueType.BOOLEAN,
                        List.of(new FlagVariant("on", BooleanNode.TRUE), new FlagVariant("off", BooleanNode.FALSE)),
                        "on",
                        "off",
                        "00112233445566778899aabbccddeeff",
                        null,
                        1,
                        null),
                new FlagTargetingSet(List.of(rules)),
                new RolloutAdvanced(null, REACHED, null))) {
            state = state.evolve(event, BY);
        }
        return (Flag) state;
    }

    /** The context of one of the people. */
    static EvaluationContext context(int nth) {
        String line = resource("/dev/releaseledger/bench/service/evaluations.tsv");
        JsonNode request = EntryJson.mapper()
                .readTree(line.substring(line.indexOf('\t') + 1).replace("@N@", Integer.toString(nth)));
        return new EvaluationContext(request.get("context"));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(TenRules.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
