package dev.releaseledger.events.flag;

import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.Optional;

/** What was served is counted whole: each variant's share, and all together. */
public final class CountsAddUp implements StreamRule<FlagSituation, FlagEvaluationsCounted> {
    @Override
    public Optional<Violation> judge(StreamProposal<FlagSituation, ? extends FlagEvaluationsCounted> proposal) {
        FlagEvaluationsCounted event = proposal.event();
        return event.counts().values().stream().allMatch(count -> count >= 0)
                        && event.counts().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                == event.total()
                ? Optional.empty()
                : unprocessable("the counts do not add up to " + event.total());
    }
}
