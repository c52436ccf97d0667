package dev.releaseledger.events.flag.evaluate;

import static dev.releaseledger.events.flag.evaluate.Flags.context;
import static dev.releaseledger.events.flag.evaluate.Flags.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagSplitSet;
import dev.releaseledger.events.flag.RolloutAdvanced;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Opening a flag further takes nothing from anybody. */
class EvaluationPropertyTest {
    private static final FlagEvent SPLIT = new FlagSplitSet(Map.of("a", 3_300, "b", 3_300, "c", 3_400));

    @Property(tries = 100)
    void whomAShareReaches_aLargerOneReachesTooAndNobodyChangesSides(
            @ForAll @AlphaChars @StringLength(min = 4, max = 16) String salt,
            @ForAll @IntRange(min = 1, max = 10_000) int one,
            @ForAll @IntRange(min = 1, max = 10_000) int other) {
        CompiledFlag fewer = Flags.compiled(experiment(salt), SPLIT, open(Math.min(one, other)));
        CompiledFlag more = Flags.compiled(experiment(salt), SPLIT, open(Math.max(one, other)));

        for (int key = 0; key < 500; key++) {
            String before = variant(fewer, key);
            assertThat(variant(more, key)).isIn(before.equals("off") ? Set.of("off", "a", "b", "c") : Set.of(before));
        }
    }

    @Property(tries = 20)
    void givenNoSplit_thoseReachedOnlyGrow(
            @ForAll @AlphaChars @StringLength(min = 4, max = 16) String salt,
            @ForAll @IntRange(min = 1, max = 9_999) int basisPoints) {
        Set<Integer> before = reached(Flags.compiled(experiment(salt), open(basisPoints)));
        assertThat(reached(Flags.compiled(experiment(salt), open(basisPoints + 1))))
                .containsAll(before);
    }

    private static Set<Integer> reached(CompiledFlag flag) {
        return IntStream.range(0, 2_000)
                .filter(key -> !variant(flag, key).equals("off"))
                .boxed()
                .collect(Collectors.toSet());
    }

    private static FlagEvent open(int basisPoints) {
        return new RolloutAdvanced(null, basisPoints, null);
    }

    private static String variant(CompiledFlag flag, int key) {
        return ((Evaluation.Served) flag.evaluate(context("user-" + key))).variant();
    }
}
