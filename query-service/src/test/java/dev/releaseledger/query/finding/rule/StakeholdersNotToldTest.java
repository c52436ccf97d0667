package dev.releaseledger.query.finding.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.ReleaseKind;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StakeholdersNotToldTest {
    private static final AnnouncementSent SENT = new AnnouncementSent("successful", 0, true, null, null, null);
    private final ReleaseRule rule = new StakeholdersNotTold();

    private static Story started() {
        return Story.planned(ReleaseKind.STANDARD).started();
    }

    @Test
    void finds_aReleaseThatWasCompletedWhileNobodyWasTold_untilSomebodyIs() {
        Story story = started()
                .said(new AnnouncementRequested("successful", null))
                .verified()
                .completed();
        Verdict verdict = story.foundBy(rule);
        assertThat(verdict.cites()).containsExactly(10L, 40L);
        assertThat(verdict.missing()).isEqualTo(new Absence(0, 40));
        assertThat(verdict.until()).isNull();
        assertThat(story.said(SENT).foundBy(rule).until()).isEqualTo(new Place(50, Story.BEGINNING));
    }

    @Test
    void finds_aWatchThatPassedWhileNobodyWasTold() {
        assertThat(started().verified().watchPassed(Story.BEGINNING).judgedBy(rule))
                .hasSize(1);
    }

    @Test
    void finds_aConfirmationThatWasTakenBack_untilItIsGivenAgain() {
        ItemTicked ticked = new ItemTicked("support-notified", null);
        Story story = started()
                .said(ticked)
                .said(new ItemUnticked("support-notified", "Not so"))
                .completed();
        assertThat(story.foundBy(rule).until()).isNull();
        assertThat(story.said(ticked).foundBy(rule).until()).isEqualTo(new Place(50, Story.BEGINNING));
    }

    @Test
    void lets_anAnnouncement_publishedNotes_orAConfirmationTellThem() {
        assertThat(started().said(SENT).verified().completed().judgedBy(rule)).isEmpty();
        assertThat(started()
                        .said(new NotesPublished(LocalDate.of(2026, 3, 2), 1, "sha256:" + "0".repeat(64)))
                        .completed()
                        .judgedBy(rule))
                .isEmpty();
        assertThat(Story.planned(ReleaseKind.STANDARD)
                        .said(new ItemTicked("support-notified", null))
                        .started()
                        .completed()
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void lets_aReleaseThatIsNotOverYet_orNeverWentToProduction() {
        assertThat(started().verified().judgedBy(rule)).isEmpty();
        assertThat(Story.planned(ReleaseKind.STANDARD).completed().judgedBy(rule))
                .isEmpty();
    }
}
