package dev.releaseledger.events.finding;

import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.rule.Violation.Kind.CONFLICT;
import static dev.releaseledger.events.release.rule.Violation.Kind.FORBIDDEN;
import static dev.releaseledger.events.release.rule.Violation.Kind.UNPROCESSABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.releaseledger.events.release.HistoryBroken;
import dev.releaseledger.events.release.ReleaseStory;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which findings do not count for a while, and who says so. */
class FindingRulesTest {
    private static final UUID KNOWN = ReleaseStory.id("known");
    private static final UUID AGAIN = ReleaseStory.id("again");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant A_YEAR_ON = Instant.parse("2027-11-01T00:00:00Z");

    private static FindingSuppressed suppressed(UUID id, Instant until) {
        return new FindingSuppressed(id, "clean-up-open", "release/1", "hotfix/MERGED_BACK", "after the freeze", until);
    }

    private static SuppressionWithdrawn withdrawn() {
        return new SuppressionWithdrawn(KNOWN, "it counts");
    }

    private static SuppressionEnded ended() {
        return new SuppressionEnded(KNOWN, DECEMBER);
    }

    private static FindingStory suppressed() {
        return FindingStory.at(NOVEMBER).told(MIRA, suppressed(KNOWN, DECEMBER));
    }

    @Nested
    class ForSuppressorHasTheRight {
        @Test
        void givenAReleaseManager_nothingIsSuppressedOrWithdrawn() {
            FindingStory.at(NOVEMBER)
                    .refuses(
                            ROSA,
                            suppressed(KNOWN, DECEMBER),
                            SuppressorHasTheRight.class,
                            FORBIDDEN,
                            "SUPPRESS_FINDING, which the roles manager");
            suppressed().refuses(ROSA, withdrawn(), SuppressorHasTheRight.class, FORBIDDEN, "SUPPRESS_FINDING");
        }

        @Test
        void givenAManager_itIsSuppressed_andItEndsByItself() {
            FindingStory.at(NOVEMBER).lets(MIRA, suppressed(KNOWN, DECEMBER), SuppressorHasTheRight.class);
            suppressed().then(DECEMBER).lets(OLE, ended(), SuppressorHasTheRight.class);
        }
    }

    @Nested
    class ForSuppressionIsNew {
        @Test
        void givenTheSameIdOrTheSameFinding_itIsNotSuppressedTwice() {
            suppressed().refuses(MIRA, suppressed(KNOWN, A_YEAR_ON), SuppressionIsNew.class, CONFLICT, "said already");
            suppressed()
                    .refuses(
                            MIRA,
                            suppressed(AGAIN, A_YEAR_ON),
                            SuppressionIsNew.class,
                            CONFLICT,
                            "is suppressed until " + DECEMBER);
        }

        @Test
        void givenOneThatWasWithdrawn_itIsSuppressedAnew() {
            suppressed().told(MIRA, withdrawn()).lets(MIRA, suppressed(AGAIN, A_YEAR_ON), SuppressionIsNew.class);
        }
    }

    @Nested
    class ForSuppressionHasAReason {
        @Test
        void givenNoReason_nothingIsSuppressed() {
            FindingStory.at(NOVEMBER)
                    .refuses(
                            MIRA,
                            new FindingSuppressed(KNOWN, "r", "release/1", "k", " ", DECEMBER),
                            SuppressionHasAReason.class,
                            UNPROCESSABLE,
                            "no reason");
        }

        @Test
        void givenAReason_itIsSuppressed() {
            FindingStory.at(NOVEMBER).lets(MIRA, suppressed(KNOWN, DECEMBER), SuppressionHasAReason.class);
        }
    }

    @Nested
    class ForSuppressionEndsWithinAYear {
        @Test
        void givenAnEndThatIsOver_orMoreThanAYearAway_nothingIsSuppressed() {
            FindingStory.at(NOVEMBER)
                    .refuses(
                            MIRA,
                            suppressed(KNOWN, NOVEMBER),
                            SuppressionEndsWithinAYear.class,
                            UNPROCESSABLE,
                            "would be over");
            FindingStory.at(NOVEMBER)
                    .refuses(
                            MIRA,
                            suppressed(KNOWN, A_YEAR_ON.plusNanos(1_000)),
                            SuppressionEndsWithinAYear.class,
                            UNPROCESSABLE,
                            "at most a year");
        }

        @Test
        void givenAYear_itIsSuppressed() {
            FindingStory.at(NOVEMBER).lets(MIRA, suppressed(KNOWN, A_YEAR_ON), SuppressionEndsWithinAYear.class);
        }
    }

    @Nested
    class ForSuppressionStillHolds {
        @Test
        void givenOneThatWasNeverSaid_orDoesNotHoldAnyMore_nothingIsWithdrawn() {
            FindingStory.at(NOVEMBER)
                    .refuses(MIRA, withdrawn(), SuppressionStillHolds.class, CONFLICT, "was never said");
            suppressed()
                    .told(MIRA, withdrawn())
                    .refuses(MIRA, withdrawn(), SuppressionStillHolds.class, CONFLICT, "withdrawn already");
            suppressed()
                    .then(DECEMBER)
                    .told(OLE, ended())
                    .refuses(MIRA, withdrawn(), SuppressionStillHolds.class, CONFLICT, "ended by itself");
        }

        @Test
        void givenOneThatHolds_itIsWithdrawnOrEnds() {
            suppressed().lets(MIRA, withdrawn(), SuppressionStillHolds.class);
            suppressed().then(DECEMBER).lets(OLE, ended(), SuppressionStillHolds.class);
        }
    }

    @Nested
    class ForSuppressionIsOver {
        @Test
        void givenTimeThatIsLeft_orAnotherEnd_itDoesNotEnd() {
            suppressed()
                    .then(DECEMBER.minusNanos(1_000))
                    .refuses(OLE, ended(), SuppressionIsOver.class, CONFLICT, "lasts until " + DECEMBER);
            suppressed()
                    .then(A_YEAR_ON)
                    .refuses(
                            OLE,
                            new SuppressionEnded(KNOWN, A_YEAR_ON),
                            SuppressionIsOver.class,
                            CONFLICT,
                            "lasts until " + DECEMBER);
        }

        @Test
        void givenTimeThatIsOver_itEnds() {
            suppressed().then(DECEMBER).lets(OLE, ended(), SuppressionIsOver.class);
        }
    }

    @Test
    void whatWasNeverSuppressedCannotHaveEnded() {
        FindingStory story = FindingStory.at(NOVEMBER);
        assertThatExceptionOfType(HistoryBroken.class)
                .isThrownBy(() -> story.state().evolve(ended(), story.as(OLE)));
        assertThat(suppressed().told(MIRA, withdrawn()).state().suppressions().get(KNOWN))
                .isNotNull()
                .matches(suppression -> !suppression.holds());
    }
}
