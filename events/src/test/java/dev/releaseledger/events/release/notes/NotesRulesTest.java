package dev.releaseledger.events.release.notes;

import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.PAULA;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;

import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.rule.ActorHasTheRight;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What may be said of a release's notes. */
class NotesRulesTest {
    private static final UUID NOTE = ReleaseStory.id("note");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final LocalDate SUNSET = LocalDate.of(2026, 6, 30);

    private static NoteEdited edited(@Nullable NoteSection section, @Nullable LocalDate sunset) {
        return new NoteEdited("c-1", section, null, "pay when you like", sunset);
    }

    private static NoteAdded added(NoteSection section, @Nullable LocalDate sunset) {
        return new NoteAdded(NOTE, section, null, "Everything is faster", sunset);
    }

    private static NotesPublished publication(ReleaseStory story) {
        ReleaseNotes draft = ReleaseNotes.draft(story.release(), DAY);
        return new NotesPublished(DAY, draft.entries().size(), draft.digest());
    }

    private static ReleaseStory published() {
        ReleaseStory story = planned();
        return story.told(ROSA, publication(story));
    }

    private static ReleaseStory withAnInternalChange() {
        return planned()
                .told(
                        DINA,
                        new ChangeAdded(
                                "c-2", ChangeCategory.INTERNAL, "Tidy up", null, DINA.id(), null, null, List.of()));
    }

    @Test
    void givenARoleThatWritesNoNotes_theyAreForbidden() {
        planned().refuses(PAULA, edited(null, null), ActorHasTheRight.class, FORBIDDEN, "release-manager");
    }

    @Nested
    class ForNotesAreNotYetPublished {
        @Test
        void givenPublishedNotes_theyAreNotEdited() {
            published().refuses(ROSA, edited(null, null), NotesAreNotYetPublished.class, CONFLICT, "no longer change");
        }

        @Test
        void givenPublishedNotes_nothingIsAddedToThemNorLeftOut() {
            published()
                    .refuses(
                            ROSA,
                            added(NoteSection.IMPROVEMENTS, null),
                            NotesAreNotYetPublished.class,
                            CONFLICT,
                            "no longer change");
            published()
                    .refuses(
                            ROSA,
                            new NoteLeftOut("c-1", null, "x"),
                            NotesAreNotYetPublished.class,
                            CONFLICT,
                            "no longer change");
        }

        @Test
        void givenPublishedNotes_theyAreNotPublishedAgain() {
            ReleaseStory story = published();
            story.refuses(ROSA, publication(story), NotesAreNotYetPublished.class, CONFLICT, "were published");
        }

        @Test
        void givenPublishedNotes_theReleaseIncludesWhatItIncludes_thoughItIsNotInProduction() {
            published().refuses(DINA, change("c-2", DINA), NotesAreNotYetPublished.class, CONFLICT, "includes");
            published()
                    .refuses(DINA, new ChangeRemoved("c-1", "x"), NotesAreNotYetPublished.class, CONFLICT, "includes");
        }

        @Test
        void givenADraft_itIsEdited_andChangesFollow() {
            planned().lets(ROSA, edited(null, null), NotesAreNotYetPublished.class);
            planned().lets(DINA, change("c-2", DINA), NotesAreNotYetPublished.class);
        }
    }

    @Nested
    class ForNoteIsOfThisRelease {
        @Test
        void givenAChangeThatIsNotIncluded_itIsNotEdited() {
            planned()
                    .refuses(
                            ROSA,
                            new NoteEdited("c-9", null, null, "x", null),
                            NoteIsOfThisRelease.class,
                            CONFLICT,
                            "does not include change c-9");
        }

        @Test
        void givenANoteThatWasNotAdded_itIsNotLeftOut() {
            planned()
                    .refuses(
                            ROSA,
                            new NoteLeftOut(null, NOTE, "x"),
                            NoteIsOfThisRelease.class,
                            CONFLICT,
                            "no note " + NOTE);
        }

        @Test
        void givenBothAChangeAndANote_orNeither_nothingIsLeftOut() {
            planned()
                    .refuses(ROSA, new NoteLeftOut("c-1", NOTE, "x"), NoteIsOfThisRelease.class, UNPROCESSABLE, "both");
            planned()
                    .refuses(
                            ROSA,
                            new NoteLeftOut(null, null, "x"),
                            NoteIsOfThisRelease.class,
                            UNPROCESSABLE,
                            "neither");
        }

        @Test
        void givenWhatIsThere_itIsEditedAndLeftOut() {
            planned().lets(ROSA, edited(null, null), NoteIsOfThisRelease.class);
            planned()
                    .told(ROSA, added(NoteSection.IMPROVEMENTS, null))
                    .lets(ROSA, new NoteLeftOut(null, NOTE, "x"), NoteIsOfThisRelease.class);
        }
    }

    @Nested
    class ForNoteIsNew {
        @Test
        void givenANoteOfThatId_anotherIsRefused() {
            planned()
                    .told(ROSA, added(NoteSection.IMPROVEMENTS, null))
                    .refuses(ROSA, added(NoteSection.BUG_FIXES, null), NoteIsNew.class, CONFLICT, "something else");
        }

        @Test
        void givenANoteThatWasLeftOut_itCanBeAddedAgain() {
            planned()
                    .told(ROSA, added(NoteSection.IMPROVEMENTS, null))
                    .told(ROSA, new NoteLeftOut(null, NOTE, "x"))
                    .lets(ROSA, added(NoteSection.IMPROVEMENTS, null), NoteIsNew.class);
        }
    }

    @Nested
    class ForNoteHasASection {
        @Test
        void givenAnInternalChange_anEditWithoutASectionIsRefused() {
            withAnInternalChange()
                    .refuses(
                            ROSA,
                            new NoteEdited("c-2", null, null, "x", null),
                            NoteHasASection.class,
                            UNPROCESSABLE,
                            "internal");
        }

        @Test
        void givenASection_anInternalChangeIsEditedIn() {
            withAnInternalChange()
                    .lets(
                            ROSA,
                            new NoteEdited("c-2", NoteSection.IMPROVEMENTS, null, "x", null),
                            NoteHasASection.class);
        }
    }

    @Nested
    class ForSunsetIsOfABreakingChange {
        @Test
        void givenAFeature_aSunsetIsRefused() {
            planned()
                    .refuses(
                            ROSA,
                            edited(null, SUNSET),
                            SunsetIsOfABreakingChange.class,
                            UNPROCESSABLE,
                            "breaking change");
            planned()
                    .refuses(
                            ROSA,
                            added(NoteSection.IMPROVEMENTS, SUNSET),
                            SunsetIsOfABreakingChange.class,
                            UNPROCESSABLE,
                            "breaking change");
        }

        @Test
        void givenABreakingChange_aSunsetFollows() {
            planned().lets(ROSA, edited(NoteSection.BREAKING_CHANGES, SUNSET), SunsetIsOfABreakingChange.class);
            planned().lets(ROSA, added(NoteSection.BREAKING_CHANGES, SUNSET), SunsetIsOfABreakingChange.class);
        }
    }

    @Nested
    class ForNotesHaveEntries {
        @Test
        void givenNothingToTell_itIsNotPublished() {
            ReleaseStory story = planned().told(ROSA, new NoteLeftOut("c-1", null, "It is behind a flag"));
            story.refuses(ROSA, publication(story), NotesHaveEntries.class, CONFLICT, "no entry");
        }

        @Test
        void givenAnEntry_itIsPublished() {
            ReleaseStory story = planned();
            story.lets(ROSA, publication(story), NotesHaveEntries.class);
        }
    }

    @Nested
    class ForNotesBearTheirDate {
        @Test
        void givenAnotherDay_theyAreNotPublished() {
            ReleaseNotes draft = ReleaseNotes.draft(planned().release(), SUNSET);
            planned()
                    .refuses(
                            ROSA,
                            new NotesPublished(SUNSET, 1, draft.digest()),
                            NotesBearTheirDate.class,
                            UNPROCESSABLE,
                            "should be 2026-03-02");
        }

        @Test
        void givenTheDayOfPublicationOrOfDeployment_theyArePublished() {
            ReleaseStory draft = planned();
            draft.lets(ROSA, publication(draft), NotesBearTheirDate.class);
            ReleaseStory deployed = inProduction();
            deployed.lets(ROSA, publication(deployed), NotesBearTheirDate.class);
        }
    }

    @Nested
    class ForPublishedDigestIsTheDrafts {
        @Test
        void givenAnEditMeanwhile_theOldDraftIsNotPublished() {
            ReleaseStory story = planned();
            NotesPublished old = publication(story);
            story.told(ROSA, edited(null, null))
                    .refuses(ROSA, old, PublishedDigestIsTheDrafts.class, CONFLICT, "the digest sha256:");
        }

        @Test
        void givenAnotherCount_itIsNotPublished() {
            ReleaseStory story = planned();
            NotesPublished right = publication(story);
            story.refuses(
                    ROSA,
                    new NotesPublished(right.date(), 2, right.digest()),
                    PublishedDigestIsTheDrafts.class,
                    CONFLICT,
                    "1 entries");
        }

        @Test
        void givenTheDraftAsItStands_itIsPublished() {
            ReleaseStory story = planned();
            story.lets(ROSA, publication(story), PublishedDigestIsTheDrafts.class);
        }
    }
}
