package dev.releaseledger.query.timeline;

import static dev.releaseledger.events.release.Strategy.ROLLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.query.flag.TestFlags;
import dev.releaseledger.query.timeline.Scene.Deployed;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A flag that is changed changes what users get, like a deployment. */
class SuspectedFlagsTest {
    private static final UUID FLAG = TestFlags.id(1);

    private final Scene scene = new Scene(0);
    private final Deployed deployed =
            scene.deploy(scene.release("checkout", "1.1.0", ROLLING, "Tidy up"), "production", ROLLING);

    private Scene opened(int basisPoints) {
        return scene.flag(FLAG, new RolloutAdvanced("beta", basisPoints, null));
    }

    private List<Suspect> suspects() {
        return scene.suspects(Duration.ofHours(1));
    }

    private Suspect flag() {
        return suspects().stream()
                .filter(suspect -> suspect.kind() == Suspect.Kind.FLAG)
                .findFirst()
                .orElseThrow();
    }

    private static double value(Suspect suspect, String term) {
        return suspect.terms().stream()
                .filter(each -> each.name().equals(term))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void whatAFlagOpenedShortlyBeforeIsSuspectedFirst_andItsEarlierStepsAreNot() {
        scene.verify(deployed).healthy(deployed).flag(FLAG, TestFlags.bool("pay-later", "checkout"));
        opened(500).hours(3);
        opened(2_000).minutes(2).unhealthy(deployed).notice("Pay later fails");
        Suspect first = suspects().getFirst();
        assertThat(first.kind()).isEqualTo(Suspect.Kind.FLAG);
        assertThat(first.what()).isEqualTo("flag pay-later opened to 20 % (beta)");
        assertThat(first.flagId()).isEqualTo(FLAG);
        assertThat(first.positions()).hasSize(1);
        assertThat(value(first, "exposure")).isEqualTo(0.15);
        assertThat(value(first, "samePlace")).isEqualTo(1);
        assertThat(value(first, "sameWords")).isPositive();
        assertThat(suspects())
                .filteredOn(each -> each.kind() == Suspect.Kind.FLAG)
                .hasSize(1);
    }

    @Test
    void whereItIsDisabledAndAllIsWellAgain_thatSpeaksAgainstIt() {
        scene.verify(deployed).flag(FLAG, TestFlags.bool("pay-later", "checkout"));
        opened(2_000).minutes(2).unhealthy(deployed).notice("Errors").minutes(2);
        assertThat(value(flag(), "restored")).isZero();
        scene.flag(FLAG, new FlagDisabled("errors", null, null)).minutes(2).healthy(deployed);
        assertThat(value(flag(), "restored")).isEqualTo(1);
    }

    @Test
    void whereTheIncidentNamesAReleaseThatItIsLinkedTo_itIsNamed() {
        scene.flag(FLAG, TestFlags.bool("pay-later", "checkout"))
                .flag(FLAG, new FlagLinked(deployed.release().id()));
        opened(2_000);
        scene.notice("Errors", IncidentLink.toRelease(deployed.release().id()));
        assertThat(value(flag(), "linked")).isEqualTo(1);
    }

    @Test
    void whatARollbackDisabledIsThatRollback() {
        scene.flag(FLAG, TestFlags.bool("pay-later", "checkout"));
        opened(2_000);
        scene.hours(3);
        UUID rollback = scene.rollback(deployed, RollbackReason.CRITICAL_BUG, RollbackKind.FLAG);
        scene.flag(FLAG, new FlagDisabled("errors", deployed.release().id(), rollback))
                .flag(FLAG, new FlagEnabled("sound again"))
                .notice("Errors");
        assertThat(suspects().stream().map(Suspect::kind).toList())
                .contains(Suspect.Kind.ROLLBACK, Suspect.Kind.FLAG)
                .doesNotHaveDuplicates();
        assertThat(flag().what()).isEqualTo("flag pay-later enabled: sound again");
    }

    @Test
    void whereAFlagChanged_itIsNotSaidThatNothingDid() {
        scene.hours(3);
        scene.flag(FLAG, TestFlags.bool("pay-later", "checkout"));
        opened(2_000);
        scene.notice("Errors");
        Suspect nothing = suspects().stream()
                .filter(suspect -> suspect.kind() == Suspect.Kind.NO_RECORDED_CHANGE)
                .findFirst()
                .orElseThrow();
        assertThat(value(nothing, "nothingChanged")).isZero();
    }
}
