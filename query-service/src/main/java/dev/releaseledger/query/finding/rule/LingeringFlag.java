package dev.releaseledger.query.finding.rule;

import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutLingered;
import dev.releaseledger.events.flag.RolloutReduced;
import java.util.List;

/**
 * A temporary flag has been open to everybody for longer than the policy allows. It ends where the flag is taken out of the
 * code, archived, or open to fewer.
 *
 * <p>PROCESS.md, Feature flags, phase 4: then the flag is removed from the code and archived with its documentation.
 */
public final class LingeringFlag implements FlagRule {
    @Override
    public String id() {
        return "flag-lingers";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.LOW;
    }

    @Override
    public String title() {
        return "A flag that everybody has is still in the code";
    }

    @Override
    public String definition() {
        return "flag.rollout-lingered.v1 is on record: the flag has been open to everybody for longer than the policy's"
                + " flagPhases.cleanUpWithin. It ends where the flag is taken out of the code, archived, or open to fewer.";
    }

    @Override
    public String source() {
        return "Feature flags: general availability; then the flag is removed from the code and archived with its documentation";
    }

    @Override
    public List<Verdict> judge(FlagHistory history) {
        return history.said(RolloutLingered.class)
                .map(lingered -> {
                    Said<?> opened = openedBefore(history, lingered);
                    return Verdict.of(
                                    "lingers/" + lingered.position(),
                                    "The flag has been open to everybody since " + opened.at() + ".",
                                    List.of(opened.position(), lingered.position()),
                                    null,
                                    lingered)
                            .until(FlagHistory.firstAfter(
                                    lingered,
                                    history.said(FlagCleanedUp.class),
                                    history.said(FlagArchived.class),
                                    history.said(RolloutReduced.class)
                                            .filter(reduced -> reduced.event().basisPoints() < Flag.EVERYBODY)));
                })
                .toList();
    }

    /** The first that opened it to everybody, since it was not. */
    private static Said<?> openedBefore(FlagHistory history, Said<RolloutLingered> lingered) {
        Said<?> opened = null;
        for (Said<? extends FlagEvent> said : history.told()) {
            if (said.isAfter(lingered)) {
                break;
            }
            if (said.event() instanceof RolloutAdvanced advanced) {
                opened = advanced.basisPoints() < Flag.EVERYBODY ? null : opened == null ? said : opened;
            } else if (said.event() instanceof RolloutReduced) {
                opened = null;
            }
        }
        return opened == null ? lingered : opened;
    }
}
