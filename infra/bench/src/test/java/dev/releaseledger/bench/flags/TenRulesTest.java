package dev.releaseledger.bench.flags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.flag.TargetingFaults;
import dev.releaseledger.events.flag.evaluate.CompiledFlag;
import dev.releaseledger.events.flag.evaluate.DecidingPositions;
import dev.releaseledger.events.flag.evaluate.Evaluation;
import dev.releaseledger.events.flag.evaluate.EvaluationReason;
import org.junit.jupiter.api.Test;

class TenRulesTest {
    @Test
    void whatIsMeasuredHasTenSoundRules_andIsDecidedByTheKeyAlone() {
        assertThat(TargetingFaults.in(
                        EntryJson.mapper().readTree(TenRules.body()).get("rules")))
                .isEmpty();
        assertThat(TenRules.flag().targeting()).hasSize(10);

        CompiledFlag flag = CompiledFlag.of(TenRules.flag(), DecidingPositions.definedAt(7));
        assertThat(flag.evaluate(TenRules.context(1)))
                .isInstanceOfSatisfying(
                        Evaluation.Served.class,
                        served -> assertThat(served.reason()).isEqualTo(EvaluationReason.SPLIT));
    }
}
