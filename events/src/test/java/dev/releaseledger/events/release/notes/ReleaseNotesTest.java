package dev.releaseledger.events.release.notes;

import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.ROSA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Strategy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What notes say. The texts and digests here are for ever: published notes are known by them. */
class ReleaseNotesTest {
    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();
    private static final LocalDate DAY = LocalDate.of(2025, 3, 15);

    private static ReleaseStory empty() {
        return ReleaseStory.planned(ROSA, ReleaseStory.plan(ReleaseKind.STANDARD, Strategy.ROLLING, null));
    }

    private static ReleaseStory full() {
        return empty().told(DINA, change("c-1", ChangeCategory.BREAKING, "API: version 1 goes away"))
                .told(DINA, change("c-2", ChangeCategory.FIX, "fix(Cart): sums *always* add up"))
                .told(DINA, change("c-3", ChangeCategory.FEATURE, "Checkout: pay later with `pay_later=1`"))
                .told(DINA, change("c-4", ChangeCategory.INTERNAL, "chore: tidy up"))
                .told(DINA, change("c-5", ChangeCategory.FIX, "Errors are shown in `count_values"))
                .told(DINA, change("c-6", ChangeCategory.FIX, "Cart: a typo"))
                .told(DINA, change("c-7", ChangeCategory.INTERNAL, "Move to another database"))
                .told(ROSA, new NoteEdited("c-1", null, null, "version 1 goes away", LocalDate.of(2025, 9, 1)))
                .told(ROSA, new NoteLeftOut("c-6", null, "Nobody saw it"))
                .told(ROSA, new NoteEdited("c-7", NoteSection.IMPROVEMENTS, "Speed", "twice as fast", null))
                .told(
                        ROSA,
                        new NoteAdded(
                                ReleaseStory.id("note"), NoteSection.NEW_FEATURES, null, "A <b>bold</b> look", null));
    }

    private static ChangeAdded change(String id, ChangeCategory category, String summary) {
        return new ChangeAdded(id, category, summary, null, DINA.id(), null, null, List.of());
    }

    private static List<String> lines(Release release) {
        return ReleaseNotes.of(release, POLICY).entries().stream()
                .map(entry -> entry.section() + " " + entry.line())
                .toList();
    }

    @Test
    void theMarkdownIsForEver_andSoIsItsDigest() {
        ReleaseNotes notes = ReleaseNotes.draft(full().release(), DAY);

        assertThat(notes.markdown()).isEqualTo("""
                # Version 2.5.0 - March 15, 2025

                ## ✨ New Features

                - Checkout: pay later with `pay_later=1`
                - A \\<b>bold\\</b> look

                ## 🔧 Improvements

                - Speed: twice as fast

                ## 🐛 Bug Fixes

                - Cart: sums \\*always\\* add up
                - Errors are shown in \\`count_values

                ## ⚠️ Breaking Changes

                - API: version 1 goes away (sunset: September 1, 2025)
                """);
        assertThat(notes.digest()).isEqualTo("sha256:c034f513181624c38b424ff0a1370350de2b74fd6b8c524fbe52ff91ce184e2d");
    }

    @Test
    void sectionsWithoutEntriesAreLeftOut() {
        ReleaseStory story = empty().told(DINA, change("c-1", ChangeCategory.FIX, "fix: sums add up"));

        assertThat(ReleaseNotes.draft(story.release(), DAY).markdown()).isEqualTo("""
                # Version 2.5.0 - March 15, 2025

                ## 🐛 Bug Fixes

                - sums add up
                """);
        assertThat(ReleaseNotes.draft(empty().release(), null).markdown()).isEqualTo("""
                # Version 2.5.0 - Unreleased
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2025-01-01 | Version 2.5.0 - January 1, 2025
            2024-02-29 | Version 2.5.0 - February 29, 2024
            2025-03-15 | Version 2.5.0 - March 15, 2025
            2025-04-30 | Version 2.5.0 - April 30, 2025
            2025-05-09 | Version 2.5.0 - May 9, 2025
            2025-06-10 | Version 2.5.0 - June 10, 2025
            2025-07-04 | Version 2.5.0 - July 4, 2025
            2025-08-31 | Version 2.5.0 - August 31, 2025
            2025-09-01 | Version 2.5.0 - September 1, 2025
            2025-10-12 | Version 2.5.0 - October 12, 2025
            2025-11-24 | Version 2.5.0 - November 24, 2025
            1999-12-31 | Version 2.5.0 - December 31, 1999
            """)
    void theTitleIsVersionAndDate(LocalDate date, String title) {
        assertThat(ReleaseNotes.draft(empty().release(), date).title()).isEqualTo(title);
    }

    @Test
    void theDateIsThatOfTheDeploymentToProduction_andBeforeItThatOfThePublication() {
        Instant later = Instant.parse("2027-01-01T00:30:00Z");

        assertThat(ReleaseNotes.dateAt(later, empty().release(), POLICY)).isEqualTo(LocalDate.of(2027, 1, 1));
        Release deployed = ReleaseStory.inProduction().release();
        assertThat(ReleaseNotes.dateAt(later, deployed, POLICY)).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(ReleaseNotes.of(deployed, POLICY).title()).isEqualTo("Version 2.5.0 - March 2, 2026");
    }

    @Test
    void aLaterEditTakesThePlaceOfAnEarlierOne_andOfLeavingOut() {
        ReleaseStory story = empty().told(DINA, change("c-1", ChangeCategory.FIX, "Cart: a typo"));
        story.told(ROSA, new NoteEdited("c-1", null, "Basket", "one typo less", null));
        assertThat(lines(story.release())).containsExactly("BUG_FIXES Basket: one typo less");

        story.told(ROSA, new NoteLeftOut("c-1", null, "x"));
        assertThat(lines(story.release())).isEmpty();

        story.told(ROSA, new NoteEdited("c-1", NoteSection.IMPROVEMENTS, null, "spelled right", null));
        assertThat(lines(story.release())).containsExactly("IMPROVEMENTS Cart: spelled right");
    }

    @Test
    void whatWasSaidOfAChangeGoesWithIt() {
        ReleaseStory story = empty().told(DINA, change("c-1", ChangeCategory.FIX, "Cart: a typo"))
                .told(ROSA, new NoteEdited("c-1", null, null, "one typo less", null))
                .told(DINA, new ChangeRemoved("c-1", "Not ready"))
                .told(DINA, change("c-1", ChangeCategory.FIX, "Cart: another typo"));

        assertThat(lines(story.release())).containsExactly("BUG_FIXES Cart: another typo");
    }

    @Test
    void publishedNotesAreFrozen_whateverIsSaidAfterwards() {
        ReleaseStory story = full();
        ReleaseNotes draft = ReleaseNotes.draft(story.release(), LocalDate.of(2026, 3, 2));
        story.told(
                ROSA,
                new NotesPublished(LocalDate.of(2026, 3, 2), draft.entries().size(), draft.digest()));

        // No rule would let these follow; a history that has them all the same does not change what was published.
        Release after = story.release();
        for (ReleaseEvent event : List.of(
                change("c-8", ChangeCategory.FEATURE, "Something new"),
                new ChangeRemoved("c-3", "x"),
                new NoteEdited("c-2", null, null, "otherwise", null),
                new NoteLeftOut(null, ReleaseStory.id("note"), "x"))) {
            after = after.evolve(event, new Attribution(ROSA.id(), ROSA.roles(), Instant.EPOCH, null));
        }

        assertThat(ReleaseNotes.of(after, POLICY)).isEqualTo(draft);
    }
}
