package dev.releaseledger.events.flag.evaluate;

import static dev.releaseledger.events.flag.evaluate.EvaluationReason.DISABLED;
import static dev.releaseledger.events.flag.evaluate.EvaluationReason.SPLIT;
import static dev.releaseledger.events.flag.evaluate.EvaluationReason.STATIC;
import static dev.releaseledger.events.flag.evaluate.EvaluationReason.TARGETING_MATCH;
import static dev.releaseledger.events.flag.evaluate.Flags.FIRST;
import static dev.releaseledger.events.flag.evaluate.Flags.compiled;
import static dev.releaseledger.events.flag.evaluate.Flags.context;
import static dev.releaseledger.events.flag.evaluate.Flags.json;
import static dev.releaseledger.events.flag.evaluate.Flags.serving;
import static dev.releaseledger.events.flag.evaluate.Flags.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagSplitSet;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.Operator;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutPaused;
import dev.releaseledger.events.flag.RolloutReduced;
import dev.releaseledger.events.flag.TargetingRule;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What decides, in which order, and which entry it is said to be. */
class CompiledFlagTest {
    private static final FlagDefined DEFINED = Flags.experiment("salt");
    private static final UUID RELEASE = new UUID(0, 7);
    private static final UUID HURT = new UUID(0, 8);
    private static final FlagTargetingSet GOLD = serving("c", where("plan", Operator.EQUALS, "\"gold\""));
    private static final EvaluationContext GOLDEN =
            new EvaluationContext(json("{\"targetingKey\":\"user-1\",\"plan\":\"gold\"}"));
    private static final EvaluationContext NOBODY = new EvaluationContext(json("{}"));

    private static FlagEvent open(int basisPoints) {
        return new RolloutAdvanced(null, basisPoints, null);
    }

    private static Evaluation.Served served(
            String variant, EvaluationReason reason, long position, @Nullable UUID releaseId) {
        return new Evaluation.Served(variant, json("\"value of " + variant + "\""), reason, position, releaseId);
    }

    @Test
    void givenAFlagThatIsOpenToNobody_everybodyGetsTheOffVariant() {
        assertThat(compiled(DEFINED).evaluate(NOBODY)).isEqualTo(served("off", STATIC, FIRST, null));
    }

    @Test
    void givenAFlagThatIsOpenToEverybody_everybodyGetsTheOnVariant() {
        assertThat(compiled(DEFINED, open(10_000)).evaluate(NOBODY)).isEqualTo(served("a", STATIC, FIRST + 1, null));
    }

    @Test
    void givenADisabledFlag_neitherRulesNorTheRolloutCount() {
        CompiledFlag flag =
                compiled(DEFINED, GOLD, open(10_000), new FlagLinked(RELEASE), new FlagDisabled("errors", HURT, null));
        assertThat(flag.evaluate(GOLDEN)).isEqualTo(served("off", DISABLED, FIRST + 4, HURT));
    }

    @Test
    void givenAFlagThatWasEnabledAgain_itServesWhatItDid() {
        CompiledFlag flag =
                compiled(DEFINED, open(10_000), new FlagDisabled("errors", null, null), new FlagEnabled("mended"));
        assertThat(flag.evaluate(GOLDEN)).isEqualTo(served("a", STATIC, FIRST + 1, null));
    }

    @Test
    void givenARuleThatMatches_itDecidesWhateverTheRolloutReached() {
        assertThat(compiled(DEFINED, new FlagLinked(RELEASE), GOLD).evaluate(GOLDEN))
                .isEqualTo(served("c", TARGETING_MATCH, FIRST + 2, RELEASE));
        assertThat(compiled(DEFINED, GOLD, open(10_000)).evaluate(GOLDEN))
                .isEqualTo(served("c", TARGETING_MATCH, FIRST + 1, null));
    }

    @Test
    void givenTwoRulesThatMatch_theFirstDecides() {
        FlagTargetingSet rules = new FlagTargetingSet(List.of(
                new TargetingRule("silver", where("plan", Operator.EQUALS, "\"silver\""), "a"),
                new TargetingRule("any", where("plan", Operator.PRESENT), "b"),
                new TargetingRule("gold", where("plan", Operator.EQUALS, "\"gold\""), "c")));
        assertThat(compiled(DEFINED, rules).evaluate(GOLDEN)).isEqualTo(served("b", TARGETING_MATCH, FIRST + 1, null));
    }

    @Test
    void givenAShare_theKeyDecides() {
        CompiledFlag flag = compiled(DEFINED, open(5_000));
        for (int key = 0; key < 100; key++) {
            String name = Bucket.ofRollout("salt", "user-" + key) < 5_000 ? "a" : "off";
            assertThat(flag.evaluate(context("user-" + key))).isEqualTo(served(name, SPLIT, FIRST + 1, null));
        }
    }

    @Test
    void givenAShareAndNoKey_itIsMissing() {
        assertThat(compiled(DEFINED, open(5_000)).evaluate(NOBODY)).isEqualTo(new Evaluation.TargetingKeyMissing());
        assertThat(compiled(DEFINED, open(5_000)).evaluate(context("")))
                .isEqualTo(new Evaluation.TargetingKeyMissing());
        assertThat(compiled(DEFINED, open(5_000)).evaluate(new EvaluationContext(json("{\"targetingKey\":7}"))))
                .isEqualTo(new Evaluation.TargetingKeyMissing());
    }

    @Test
    void givenASplit_thoseReachedAreDividedAndTheLaterOfBothEntriesDecided() {
        CompiledFlag flag =
                compiled(DEFINED, new FlagSplitSet(Map.of("a", 0, "b", 10_000)), open(10_000), new RolloutPaused("x"));
        assertThat(flag.evaluate(context("user-1"))).isEqualTo(served("b", SPLIT, FIRST + 2, null));
        assertThat(flag.evaluate(NOBODY)).isEqualTo(new Evaluation.TargetingKeyMissing());
    }

    @Test
    void givenAReduction_itIsTheEntryThatDecided() {
        assertThat(compiled(DEFINED, open(10_000), new RolloutReduced(0, "errors"))
                        .evaluate(NOBODY))
                .isEqualTo(served("off", STATIC, FIRST + 2, null));
    }

    @Test
    void givenAnArchivedFlag_itServesWhatItDid() {
        assertThat(compiled(DEFINED, open(10_000), new FlagCleanedUp("#7", null), new FlagArchived("wiki", null))
                        .evaluate(NOBODY))
                .isEqualTo(served("a", STATIC, FIRST + 1, null));
    }
}
