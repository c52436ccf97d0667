package dev.releaseledger.bench.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyFaults;
import dev.releaseledger.events.release.gate.Gate;
import dev.releaseledger.events.release.gate.Gate.CriterionState;
import dev.releaseledger.events.release.gate.Gate.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseUnderWayTest {
    private final ReleaseUnderWay story = ReleaseUnderWay.of(500);
    private final List<Gate> gates = Gate.of(story.read(), story.policy(), story.now());

    @Test
    void whatIsMeasuredIsALargeReleaseUnderALongPolicyThatCouldBePublished() {
        assertThat(PolicyFaults.of(story.policy())).isEmpty();
        assertThat(story.read().changes()).hasSize(500);
        assertThat(gates).hasSize(5).allSatisfy(gate -> {
            assertThat(gate.criteria()).hasSize(6);
            assertThat(gate.items()).hasSize(6);
        });
    }

    @Test
    void itsGatesAreOpenAndShut_andCriteriaAreInEveryStateBetween() {
        assertThat(gates)
                .extracting(Gate::standing)
                .containsExactly(Standing.OPEN, Standing.OPEN, Standing.SHUT, Standing.SHUT, Standing.SHUT);
        assertThat(gates.get(2).approvals().given()).hasSize(1);
        assertThat(gates.get(2).approvals().needed()).isEqualTo(2);
        assertThat(gates.get(2).refusal())
                .extracting(Gate.Refused::rule)
                .containsExactly("EveryCriterionIsShown", "EveryItemBeforeTheGateIsDone");
        assertThat(gates.stream().flatMap(gate -> gate.criteria().stream()))
                .extracting(Gate.CriterionStanding::state)
                .contains(
                        CriterionState.SHOWN,
                        CriterionState.WAIVED,
                        CriterionState.MISSING,
                        CriterionState.FAILED,
                        CriterionState.UNMET,
                        CriterionState.EXPIRED);
    }
}
