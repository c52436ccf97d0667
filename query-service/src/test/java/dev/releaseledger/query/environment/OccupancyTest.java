package dev.releaseledger.query.environment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.environment.Occupancy.Step;
import dev.releaseledger.query.release.DeploymentCourse;
import dev.releaseledger.query.release.DeploymentCourse.Change;
import dev.releaseledger.query.release.DeploymentCourse.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What runs where, told by the deployments. */
class OccupancyTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Cut ALL = new Cut(Long.MAX_VALUE, null);

    /** A deployment in the making. Positions are minutes, where nothing else is claimed. */
    private static final class Course {
        private final String version;
        private final List<Change> changes = new ArrayList<>();

        Course(String version) {
            this.version = version;
        }

        Course then(long position, Standing standing) {
            return then(position, position, standing, null);
        }

        Course takenBack(long position, @Nullable String toVersion) {
            return then(position, position, Standing.TAKEN_BACK, toVersion);
        }

        Course then(long position, long minute, Standing standing, @Nullable String toVersion) {
            changes.add(new Change(
                    position,
                    TIME.plusSeconds(60 * position),
                    TIME.plusSeconds(60 * minute),
                    new UUID(0, 1),
                    standing,
                    standing == Standing.RUNNING ? 0 : null,
                    standing == Standing.TAKEN_BACK ? new UUID(9, position) : null,
                    toVersion));
            return this;
        }

        DeploymentRow row() {
            UUID id =
                    UUID.nameUUIDFromBytes(new byte[] {(byte) changes.getFirst().position()});
            return new DeploymentRow(
                    id, id, "shop", version, Strategy.ROLLING, null, new DeploymentCourse(List.copyOf(changes)));
        }
    }

    private static Course verified(String version, long from) {
        return new Course(version).then(from, Standing.RUNNING).then(from + 1, Standing.VERIFIED);
    }

    private static Occupancy told(Cut cut, Course... courses) {
        return Occupancy.of(List.of(courses).stream().map(Course::row).toList(), cut);
    }

    private static @Nullable String version(Occupancy.@Nullable Stay stay) {
        return stay == null ? null : stay.occupant().version();
    }

    @Test
    void givenADeploymentUnderWay_itDoesNotRunUntilItIsVerified() {
        Course second = verified("2", 10);

        Occupancy before = told(new Cut(10, null), verified("1", 0), second);
        Occupancy after = told(new Cut(11, null), verified("1", 0), second);

        assertThat(version(before.runs())).isEqualTo("1");
        assertThat(before.onTheWay())
                .extracting(way -> way.deployment().version())
                .containsExactly("2");
        assertThat(version(after.runs())).isEqualTo("2");
        assertThat(after.onTheWay()).isEmpty();
        assertThat(version(after.before())).isEqualTo("1");
    }

    @Test
    void givenAFailedDeployment_whatRanRunsOn() {
        Occupancy told = told(
                ALL,
                verified("1", 0),
                new Course("2").then(10, Standing.RUNNING).then(11, Standing.FAILED));

        assertThat(version(told.runs())).isEqualTo("1");
        assertThat(told.onTheWay()).isEmpty();
        assertThat(told.before()).isNull();
    }

    @Test
    void givenATakenBackDeployment_whatWasVerifiedLastBeforeItRunsAgain() {
        Occupancy told =
                told(ALL, verified("1", 0), verified("2", 10), verified("3", 20).takenBack(30, null));

        assertThat(version(told.runs())).isEqualTo("2");
        assertThat(requireNonNull(told.runs()).isReturn()).isTrue();
        assertThat(requireNonNull(told.runs()).since().position()).isEqualTo(30);
        assertThat(version(told.before())).isEqualTo("3");
        assertThat(requireNonNull(told.before()).isTakenBack()).isTrue();
    }

    @Test
    void givenTwoTakenBackOneAfterTheOther_whatStandsBelowBothRuns() {
        Occupancy told = told(
                ALL,
                verified("1", 0),
                verified("2", 10).takenBack(40, null),
                verified("3", 20).takenBack(30, null));

        assertThat(version(told.runs())).isEqualTo("1");
        assertThat(version(told.before())).isEqualTo("2");
    }

    @Test
    void givenTheOnlyDeploymentTakenBack_nothingRuns() {
        Occupancy told = told(ALL, verified("1", 0).takenBack(10, null));

        assertThat(told.runs()).isNull();
        assertThat(version(told.before())).isEqualTo("1");
    }

    @Test
    void givenARollbackThatNamesAVersion_theDeploymentOfThatVersionRuns_andStaysOnTop() {
        Course third = verified("3", 20).takenBack(30, "1");
        Course fourth = verified("4", 40).takenBack(50, null);

        assertThat(version(told(new Cut(30, null), verified("1", 0), verified("2", 10), third, fourth)
                        .runs()))
                .isEqualTo("1");
        assertThat(version(told(ALL, verified("1", 0), verified("2", 10), third, fourth)
                        .runs()))
                .isEqualTo("1");
    }

    @Test
    void givenARollbackToAVersionThatIsNotRecorded_onlyTheVersionIsKnown() {
        Occupancy told = told(ALL, verified("1", 0), verified("2", 10).takenBack(20, "0.9"));

        assertThat(requireNonNull(told.runs()).occupant()).isEqualTo(new Occupancy.Occupant.Named("0.9"));
    }

    @Test
    void givenADeploymentUnderWayTakenBackToWhatRuns_thatRunsOnSinceBefore() {
        Occupancy told = told(
                ALL,
                verified("1", 0),
                new Course("2").then(10, Standing.RUNNING).takenBack(11, "1"));

        assertThat(version(told.runs())).isEqualTo("1");
        assertThat(requireNonNull(told.runs()).since().position()).isEqualTo(1);
        assertThat(told.onTheWay()).isEmpty();
    }

    @Test
    void givenAReplacedDeploymentTakenBack_whatRunsRunsOn_whateverTheRollbackNames() {
        Course first = verified("1", 10).takenBack(30, "0");

        Occupancy told = told(ALL, verified("0", 0), first, verified("2", 20));

        assertThat(version(told.runs())).isEqualTo("2");
        assertThat(told.steps().getLast()).isInstanceOf(Step.TakenBack.class);
    }

    @Test
    void givenHistoryThatIsRecordedLater_itComesBeforeWhatHappenedLater() {
        Course old = new Course("0").then(20, -1_000, Standing.RUNNING, null).then(21, -999, Standing.VERIFIED, null);

        Occupancy now = told(ALL, verified("1", 0), old);
        Occupancy then = told(new Cut(Long.MAX_VALUE, TIME.minusSeconds(60)), verified("1", 0), old);
        Occupancy recorded = told(new Cut(1, null), verified("1", 0), old);

        assertThat(version(now.runs())).isEqualTo("1");
        assertThat(version(now.before())).isEqualTo("0");
        assertThat(version(then.runs())).isEqualTo("0");
        assertThat(recorded.before()).isNull();
    }

    @Test
    void givenARollbackBeingExecuted_nothingIsKnownToRun_untilItIsVerified() {
        Course second =
                verified("2", 10).then(20, 20, Standing.BEING_TAKEN_BACK, "1").takenBack(25, "1");

        Occupancy during = told(new Cut(24, null), verified("1", 0), second);
        Occupancy after = told(new Cut(25, null), verified("1", 0), second);

        assertThat(during.runs()).isNull();
        assertThat(version(during.before())).isEqualTo("2");
        assertThat(version(after.runs())).isEqualTo("1");
        assertThat(after.runs()).isNotNull().matches(Occupancy.Stay::isReturn);
        assertThat(version(after.before())).isEqualTo("2");
        assertThat(after.steps())
                .filteredOn(Occupancy.Step.TakenBack.class::isInstance)
                .extracting(step -> step.by().position())
                .containsExactly(20L);
    }

    @Test
    void givenADeploymentTakenOutOnItsWay_whatRunsRunsOn_beforeAndAfterTheVerification() {
        Course second = new Course("2")
                .then(10, Standing.RUNNING)
                .then(20, 20, Standing.BEING_TAKEN_BACK, "1")
                .takenBack(25, "1");

        Occupancy during = told(new Cut(24, null), verified("1", 0), second);
        Occupancy after = told(ALL, verified("1", 0), second);

        assertThat(version(during.runs())).isEqualTo("1");
        assertThat(during.onTheWay()).isEmpty();
        assertThat(version(after.runs())).isEqualTo("1");
        assertThat(after.before()).isNull();
    }

    @Test
    void givenARollbackThatNeverIsVerified_whatIsVerifiedNextRuns() {
        Course second = verified("2", 10).then(20, 20, Standing.BEING_TAKEN_BACK, "1");

        Occupancy told = told(ALL, verified("1", 0), second, verified("3", 30));

        assertThat(version(told.runs())).isEqualTo("3");
        assertThat(version(told.before())).isEqualTo("2");
    }
}
