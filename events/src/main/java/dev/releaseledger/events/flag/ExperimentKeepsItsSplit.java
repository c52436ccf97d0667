package dev.releaseledger.events.flag;

import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** Nobody changes sides in an experiment that is under way: what it measured would mean nothing. */
public final class ExperimentKeepsItsSplit implements StreamRule<FlagSituation, FlagSplitSet> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagSplitSet> proposal) {
        return proposal.state()
                .flag()
                .filter(flag ->
                        flag.type() == FlagType.EXPERIMENT && flag.rollout().basisPoints() > 0)
                .flatMap(flag -> conflict("the experiment is under way; its split can change once it is reduced to 0"));
    }
}
