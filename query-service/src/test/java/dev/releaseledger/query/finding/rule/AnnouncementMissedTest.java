package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.ReleaseKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementMissedTest {
    private static final dev.releaseledger.events.release.AnnouncementMissed MISSED =
            new dev.releaseledger.events.release.AnnouncementMissed("week-before", Story.BEGINNING);
    private final ReleaseRule rule = new AnnouncementMissed();

    @Test
    void finds_anAnnouncementThatWasMissed_untilItIsMade() {
        Story story = Story.planned(ReleaseKind.STANDARD).said(MISSED);
        Verdict verdict = story.foundBy(rule);
        assertThat(verdict.cites()).containsExactly(10L);
        assertThat(verdict.text()).contains("A week before");
        assertThat(verdict.until()).isNull();
        story.said(new AnnouncementRequested("week-before", null))
                .said(new AnnouncementSent("week-before", 0, true, null, null, null));
        assertThat(story.foundBy(rule).until()).isEqualTo(new Place(30, Story.BEGINNING));
    }

    @Test
    void finds_eachTimeThatItWasMissed() {
        List<Verdict> verdicts = Story.planned(ReleaseKind.STANDARD)
                .said(MISSED)
                .said(new AnnouncementRequested("week-before", null))
                .said(MISSED)
                .judgedBy(rule);
        assertThat(verdicts)
                .extracting(Verdict::key)
                .containsExactly("announcement/week-before/10", "announcement/week-before/30");
    }

    @Test
    void lets_anAnnouncementThatWasMade_andIsNotEndedByAnother() {
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .said(new AnnouncementSent("week-before", 0, true, null, null, null))
                        .judgedBy(rule))
                .isEmpty();
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .said(MISSED)
                        .said(new AnnouncementSent("successful", 0, true, null, null, null))
                        .foundBy(rule)
                        .until())
                .isNull();
    }
}
