package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.ReleaseKind;
import org.junit.jupiter.api.Test;

class WaivedByOnePersonAloneTest {
    private static final ItemWaiverProposed PROPOSED = new ItemWaiverProposed("runbook-updated", "no time");
    private static final ItemWaived WAIVED = new ItemWaived("runbook-updated", "no time", Story.DINA);
    private final ReleaseRule rule = new WaivedByOnePersonAlone();

    @Test
    void finds_aWaiverByThePersonWhoHadProposedIt_untilTheItemIsTicked() {
        Story story = Story.planned(ReleaseKind.STANDARD).said(PROPOSED).said(WAIVED);
        Verdict verdict = story.foundBy(rule);
        assertThat(verdict.cites()).containsExactly(10L, 20L);
        assertThat(verdict.key()).isEqualTo("item/runbook-updated/20");
        assertThat(story.said(new ItemTicked("runbook-updated", null))
                        .foundBy(rule)
                        .until())
                .isEqualTo(new Place(30, Story.BEGINNING));
    }

    @Test
    void finds_aWaiverThatNobodyHadProposed() {
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .saidBy(Story.OLE, new CriterionWaived("unit-tests", "no time", Story.DINA))
                        .foundBy(rule)
                        .cites())
                .containsExactly(10L);
    }

    @Test
    void finds_aReleaseThatWasCompletedWithAWaiverThatNobodyAgreedTo() {
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .said(new CriterionWaiverProposed("unit-tests", "no time"))
                        .completed()
                        .foundBy(rule)
                        .cites())
                .containsExactly(10L, 20L);
    }

    @Test
    void lets_twoPeopleWaive_andProposalsThatWereSettledOrWait() {
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .said(PROPOSED)
                        .saidBy(Story.OLE, WAIVED)
                        .completed()
                        .judgedBy(rule))
                .isEmpty();
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .said(PROPOSED)
                        .said(new ItemTicked("runbook-updated", null))
                        .completed()
                        .judgedBy(rule))
                .isEmpty();
        assertThat(Story.planned(ReleaseKind.STANDARD).said(PROPOSED).judgedBy(rule))
                .isEmpty();
    }
}
