package dev.releaseledger.events.flag.evaluate;

import static dev.releaseledger.events.flag.evaluate.EvaluationReason.DISABLED;
import static dev.releaseledger.events.flag.evaluate.EvaluationReason.SPLIT;
import static dev.releaseledger.events.flag.evaluate.EvaluationReason.STATIC;
import static dev.releaseledger.events.flag.evaluate.EvaluationReason.TARGETING_MATCH;

import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.flag.TargetingRule;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flag made ready to be evaluated many times: everything that depends on the flag alone is worked out once, and what it can
 * answer is made beforehand. Immutable; for any number of threads. The order: a disabled flag serves its off variant; then
 * the first targeting rule that matches decides; then the rollout, and for those whom it reached the split.
 */
public final class CompiledFlag {
    private static final Evaluation.TargetingKeyMissing KEY_MISSING = new Evaluation.TargetingKeyMissing();

    private final Evaluation.@Nullable Served whileDisabled;
    private final Rule[] rules;
    private final String salt;
    private final int basisPoints;
    private final Evaluation.Served notReached;
    private final Evaluation.Served reached;
    private final Share[] shares;

    private record Rule(Matcher when, Evaluation.Served serve) {}

    /** A variant's share of a split. */
    private record Share(int upTo, Evaluation.Served serve) {}

    private CompiledFlag(Flag flag, DecidingPositions at) {
        UUID linked = flag.releases().isEmpty()
                ? null
                : flag.releases().get(flag.releases().size() - 1);
        String off = flag.definition().event().offVariant();
        String on = flag.definition().event().onVariant();
        salt = flag.definition().event().salt();
        basisPoints = flag.rollout().basisPoints();
        whileDisabled = flag.standing() instanceof Flag.Standing.Disabled disabled
                ? served(
                        flag,
                        off,
                        DISABLED,
                        at.standing(),
                        disabled.event().releaseId() == null
                                ? linked
                                : disabled.event().releaseId())
                : null;
        rules = flag.targeting().stream()
                .map(rule -> compiled(flag, rule, at.targeting(), linked))
                .toArray(Rule[]::new);
        boolean forAll = basisPoints == 0
                || basisPoints == Flag.EVERYBODY && flag.split().isEmpty();
        EvaluationReason reason = forAll ? STATIC : SPLIT;
        notReached = served(flag, off, reason, at.rollout(), linked);
        reached = served(flag, on, reason, at.rollout(), linked);
        shares = shares(flag, Math.max(at.split(), at.rollout()), linked);
    }

    /**
     * Makes a flag ready. One that was archived serves what it served before.
     *
     * @param at where the entries are that decide what it serves
     */
    public static CompiledFlag of(Flag flag, DecidingPositions at) {
        return new CompiledFlag(flag, at);
    }

    /** What the flag serves in this context. */
    public Evaluation evaluate(EvaluationContext context) {
        if (whileDisabled != null) {
            return whileDisabled;
        }
        for (Rule rule : rules) {
            if (rule.when().matches(context)) {
                return rule.serve();
            }
        }
        if (basisPoints == 0) {
            return notReached;
        }
        if (basisPoints == Flag.EVERYBODY && shares.length == 0) {
            return reached;
        }
        String key = context.targetingKey();
        if (key == null) {
            return KEY_MISSING;
        }
        if (basisPoints < Flag.EVERYBODY && Bucket.ofRollout(salt, key) >= basisPoints) {
            return notReached;
        }
        return shares.length == 0 ? reached : share(Bucket.ofSplit(salt, key));
    }

    private Evaluation.Served share(int bucket) {
        for (Share share : shares) {
            if (bucket < share.upTo()) {
                return share.serve();
            }
        }
        throw new IllegalStateException("the split does not add up");
    }

    private static Share[] shares(Flag flag, long position, @Nullable UUID releaseId) {
        Share[] shares = new Share[flag.split().size()];
        int upTo = 0;
        int i = 0;
        for (Map.Entry<String, Integer> weight : flag.split().entrySet()) {
            upTo += weight.getValue();
            shares[i++] = new Share(upTo, served(flag, weight.getKey(), SPLIT, position, releaseId));
        }
        if (shares.length > 0 && upTo != Flag.EVERYBODY) {
            throw new IllegalArgumentException("the split adds up to " + upTo);
        }
        return shares;
    }

    private static Rule compiled(Flag flag, TargetingRule rule, long position, @Nullable UUID releaseId) {
        return new Rule(Matcher.of(rule.when()), served(flag, rule.serve(), TARGETING_MATCH, position, releaseId));
    }

    private static Evaluation.Served served(
            Flag flag, String variant, EvaluationReason reason, long position, @Nullable UUID releaseId) {
        FlagVariant served = flag.variant(variant)
                .orElseThrow(() -> new IllegalArgumentException("the flag has no variant " + variant));
        return new Evaluation.Served(variant, served.value(), reason, position, releaseId);
    }
}
