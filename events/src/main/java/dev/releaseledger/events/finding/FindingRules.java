package dev.releaseledger.events.finding;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.stream.Stream;

/** What may follow in what is said of a product's findings. */
public final class FindingRules {
    private static final List<StreamRule<FindingState, FindingEvent>> EVERY_EVENT =
            List.of(new SuppressorHasTheRight(), new SuppressionStillHolds());
    private static final List<StreamRule<FindingState, FindingSuppressed>> FINDING_SUPPRESSED =
            List.of(new SuppressionIsNew(), new SuppressionHasAReason(), new SuppressionEndsWithinAYear());
    private static final List<StreamRule<FindingState, SuppressionWithdrawn>> SUPPRESSION_WITHDRAWN = List.of();
    private static final List<StreamRule<FindingState, SuppressionEnded>> SUPPRESSION_ENDED =
            List.of(new SuppressionIsOver());

    private FindingRules() {}

    /**
     * Judges an event.
     *
     * @return every violation; empty when it may follow
     */
    public static List<Violation> judge(FindingState state, FindingEvent proposed, Attribution by) {
        return switch (proposed) {
            case FindingSuppressed event -> judge(FINDING_SUPPRESSED, event, state, by);
            case SuppressionWithdrawn event -> judge(SUPPRESSION_WITHDRAWN, event, state, by);
            case SuppressionEnded event -> judge(SUPPRESSION_ENDED, event, state, by);
        };
    }

    private static <E extends FindingEvent> List<Violation> judge(
            List<StreamRule<FindingState, E>> rules, E event, FindingState state, Attribution by) {
        StreamProposal<FindingState, E> proposal = new StreamProposal<>(state, event, by);
        return Stream.concat(
                        EVERY_EVENT.stream().flatMap(rule -> rule.judge(proposal).stream()),
                        rules.stream().flatMap(rule -> rule.judge(proposal).stream()))
                .toList();
    }
}
