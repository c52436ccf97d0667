package dev.releaseledger.events.freeze;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.rule.Violation;
import dev.releaseledger.events.rule.StreamProposal;
import dev.releaseledger.events.rule.StreamRule;
import java.util.List;
import java.util.stream.Stream;

/** What may follow in the history of a product's freezes. */
public final class FreezeRules {
    private static final List<StreamRule<FreezeState, FreezeEvent>> EVERY_EVENT = List.of(new FreezerHasTheRight());
    private static final List<StreamRule<FreezeState, FreezeDeclared>> FREEZE_DECLARED =
            List.of(new FreezeIsNew(), new FreezeNamesAnEnvironment(), new FreezeEndsAfterItBegins());
    private static final List<StreamRule<FreezeState, FreezeLifted>> FREEZE_LIFTED =
            List.of(new OnlyAStandingFreezeIsLifted());

    private FreezeRules() {}

    /**
     * Judges an event.
     *
     * @return every violation; empty when it may follow
     */
    public static List<Violation> judge(FreezeState state, FreezeEvent proposed, Attribution by) {
        return switch (proposed) {
            case FreezeDeclared event -> judge(FREEZE_DECLARED, event, state, by);
            case FreezeLifted event -> judge(FREEZE_LIFTED, event, state, by);
        };
    }

    private static <E extends FreezeEvent> List<Violation> judge(
            List<StreamRule<FreezeState, E>> rules, E event, FreezeState state, Attribution by) {
        StreamProposal<FreezeState, E> proposal = new StreamProposal<>(state, event, by);
        return Stream.concat(
                        EVERY_EVENT.stream().flatMap(rule -> rule.judge(proposal).stream()),
                        rules.stream().flatMap(rule -> rule.judge(proposal).stream()))
                .toList();
    }
}
