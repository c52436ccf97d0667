package dev.releaseledger.events.flag.evaluate;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.flag.Condition;
import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagState;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.flag.Operator;
import dev.releaseledger.events.flag.TargetingRule;
import dev.releaseledger.events.policy.FlagType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Flags to evaluate: what was said of one, the first at position 100 and each at the next. */
final class Flags {
    static final long FIRST = 100;
    private static final Attribution BY =
            new Attribution(new UUID(0, 1), Set.of(Role.RELEASE_MANAGER), Instant.parse("2026-03-02T09:00:00Z"), null);

    private Flags() {}

    static FlagDefined experiment(String salt) {
        return new FlagDefined(
                "checkout-v2",
                "checkout",
                FlagType.EXPERIMENT,
                "a shorter way to pay",
                new UUID(0, 2),
                FlagValueType.STRING,
                Stream.of("off", "a", "b", "c")
                        .map(name -> new FlagVariant(name, json("\"value of " + name + "\"")))
                        .toList(),
                "a",
                "off",
                salt,
                LocalDate.of(2026, 6, 30),
                1,
                null);
    }

    static CompiledFlag compiled(FlagDefined defined, FlagEvent... more) {
        FlagState state = FlagState.undefined().evolve(defined, BY);
        DecidingPositions positions = DecidingPositions.definedAt(FIRST);
        for (int i = 0; i < more.length; i++) {
            state = state.evolve(more[i], BY);
            positions = positions.after(more[i], FIRST + 1 + i);
        }
        return CompiledFlag.of((Flag) state, positions);
    }

    static FlagTargetingSet serving(String variant, Condition when) {
        return new FlagTargetingSet(List.of(new TargetingRule("first", when, variant)));
    }

    static Condition.Comparison where(String attribute, Operator operator, String... values) {
        return new Condition.Comparison(
                attribute, operator, Stream.of(values).map(Flags::json).toList());
    }

    static EvaluationContext context(String targetingKey) {
        return new EvaluationContext(EntryJson.mapper().createObjectNode().put("targetingKey", targetingKey));
    }

    static JsonNode json(String text) {
        return EntryJson.mapper().readTree(text);
    }
}
