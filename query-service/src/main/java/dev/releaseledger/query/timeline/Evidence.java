package dev.releaseledger.query.timeline;

import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.TriggerFired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is told of the place around the time when something was noticed, each line found by what it is about. */
final class Evidence {
    private final Detection detection;
    private final List<Line> lines;
    private final Map<UUID, List<Line>> health;
    private final Map<UUID, List<Line>> rollbacks;
    private final Map<UUID, List<Line>> releases;
    private final Map<UUID, List<Line>> flags;
    private final Optional<Line> trouble;

    Evidence(Detection detection, List<Line> lines) {
        this.detection = detection;
        this.lines = lines.stream().sorted(Line.ORDER).toList();
        this.health = by(Lane.HEALTH, this.lines);
        this.rollbacks = by(Lane.ROLLBACK, this.lines);
        this.releases = new HashMap<>();
        this.flags = new HashMap<>();
        for (Line line : this.lines) {
            UUID release = line.releaseId();
            if (release != null) {
                releases.computeIfAbsent(release, first -> new ArrayList<>()).add(line);
            }
            UUID flag = line.flagId();
            if (flag != null) {
                flags.computeIfAbsent(flag, first -> new ArrayList<>()).add(line);
            }
        }
        this.trouble = beginning();
    }

    private static Map<UUID, List<Line>> by(Lane lane, List<Line> lines) {
        Map<UUID, List<Line>> by = new HashMap<>();
        for (Line line : lines) {
            UUID deployment = line.deploymentId();
            if (line.lane() == lane && deployment != null) {
                by.computeIfAbsent(deployment, first -> new ArrayList<>()).add(line);
            }
        }
        return by;
    }

    Detection detection() {
        return detection;
    }

    /** In the order of stories. */
    List<Line> lines() {
        return lines;
    }

    /** A line that says that something is wrong. */
    static boolean isBad(Line line) {
        return switch (line.event()) {
            case TriggerFired fired -> true;
            case HealthReported reported -> reported.verdict() == HealthVerdict.UNHEALTHY;
            default -> false;
        };
    }

    private static boolean isGood(Line line) {
        return line.event() instanceof HealthReported reported && reported.verdict() == HealthVerdict.HEALTHY;
    }

    /** Whether something was found unhealthy and nothing else was said of it by the time of the detection. */
    private boolean wasBadWhenNoticed(UUID deployment) {
        return health(deployment).stream()
                .filter(line -> !line.at().isAfter(detection.at()))
                .filter(line -> isBad(line) || isGood(line))
                .reduce((earlier, later) -> later)
                .filter(Evidence::isBad)
                .isPresent();
    }

    /** Where the trouble began that was noticed, by what health reports say of the place; empty where they say nothing. */
    Optional<Line> trouble() {
        return trouble;
    }

    private Optional<Line> beginning() {
        return health.values().stream()
                .flatMap(List::stream)
                .filter(line -> detection.isAt(line.row()))
                .filter(line ->
                        !line.at().isBefore(detection.from()) && !line.at().isAfter(detection.at()))
                .map(Line::deploymentId)
                .distinct()
                .flatMap(deployment -> noticed(deployment).stream().limit(1))
                .filter(line -> !line.at().isAfter(detection.at()))
                .min(Line.ORDER);
    }

    /**
     * What was wrong with a deployment when the incident was noticed, or later, in order. What was well again before anybody
     * noticed anything is not what was noticed.
     */
    List<Line> noticed(@Nullable UUID deployment) {
        List<Line> bad = new ArrayList<>();
        for (Line line : health(deployment)) {
            if (isBad(line)) {
                bad.add(line);
            } else if (isGood(line) && line.at().isBefore(detection.at())) {
                bad.clear();
            }
        }
        return gone(deployment).isPresent()
                ? bad.stream()
                        .filter(line -> !line.at().isBefore(detection.at()))
                        .toList()
                : bad;
    }

    /** When the trouble began; where nothing tells, when it was noticed. */
    Instant troubleAt() {
        return trouble().map(Line::at).orElse(detection.at());
    }

    /** Health lines of a deployment. */
    List<Line> health(@Nullable UUID deployment) {
        return of(health, deployment);
    }

    /** Where it was found to be what is wrong; empty where it never was. */
    Optional<Line> turn(@Nullable UUID deployment) {
        return noticed(deployment).stream().findFirst();
    }

    /** Where health reports said last, before anybody noticed anything, that all is well; empty where they ever said otherwise. */
    Optional<Line> alwaysWell(@Nullable UUID deployment) {
        List<Line> health = health(deployment);
        return health.stream().anyMatch(Evidence::isBad)
                ? Optional.empty()
                : health.stream().filter(Evidence::isGood).findFirst();
    }

    /** Where a deployment was taken out; empty where it was not. */
    Optional<Line> takenBack(@Nullable UUID deployment) {
        return of(rollbacks, deployment).stream()
                .filter(line -> line.event() instanceof RollbackStepDone
                        || line.event() instanceof RollbackAuthorised
                        || line.event() instanceof RollbackVerified)
                .findFirst();
    }

    /**
     * What shows that all was well after a deployment had been taken back: that this was verified, or that something is well that
     * was not when the incident was noticed. Empty where that was before anybody noticed anything.
     */
    Optional<Line> wellAgain(@Nullable UUID deployment) {
        return wells(deployment)
                .filter(line -> !line.at().isBefore(detection.at()))
                .findFirst();
    }

    /** What shows that all was well after a deployment had been taken back, before anybody noticed anything. */
    Optional<Line> gone(@Nullable UUID deployment) {
        return wells(deployment)
                .filter(line -> line.at().isBefore(detection.at()))
                .findFirst();
    }

    private Stream<Line> wells(@Nullable UUID deployment) {
        return takenBack(deployment).stream()
                .flatMap(taken -> lines.stream()
                        .filter(line -> Line.ORDER.compare(line, taken) >= 0)
                        .filter(line -> isWell(line, taken, deployment)));
    }

    private boolean isWell(Line line, Line taken, @Nullable UUID deployment) {
        UUID of = line.deploymentId();
        return switch (line.event()) {
            case RollbackVerified verified -> Objects.equals(of, deployment);
            case HealthReported reported ->
                isGood(line) && of != null && isSamePlace(line, taken) && wasBadWhenNoticed(of);
            default -> false;
        };
    }

    private static boolean isSamePlace(Line one, Line other) {
        return Objects.equals(one.row().product(), other.row().product())
                && Objects.equals(one.row().environment(), other.row().environment());
    }

    /**
     * What shows that taking a deployment back did not help: that this failed, or that the deployment was found to be wrong when
     * that should have been over. Empty where nothing does: that nothing is said of it shows nothing.
     */
    Optional<Line> noBetter(@Nullable UUID deployment, Duration within) {
        Optional<Line> failed = of(rollbacks, deployment).stream()
                .filter(line -> line.event() instanceof RollbackFailed rollback && rollback.kind() == null)
                .findFirst();
        if (failed.isPresent() || wellAgain(deployment).isPresent()) {
            return failed;
        }
        return takenBack(deployment)
                .flatMap(taken -> health(deployment).stream()
                        .filter(Evidence::isBad)
                        .filter(line -> !line.at().isBefore(taken.at().plus(within)))
                        .findFirst());
    }

    /** What is told of a flag. */
    FlagLines flag(@Nullable UUID flag) {
        return new FlagLines(of(flags, flag));
    }

    /** What shows that all was well after a flag had been taken back: that something is well that was not when it was noticed. */
    Optional<Line> wellAfter(Line taken) {
        return lines.stream()
                .filter(line ->
                        Line.ORDER.compare(line, taken) >= 0 && !line.at().isBefore(detection.at()))
                .filter(line -> isGood(line) && detection.isAt(line.row()) && isNoticed(line.deploymentId()))
                .findFirst();
    }

    private boolean isNoticed(@Nullable UUID deployment) {
        return deployment != null && wasBadWhenNoticed(deployment);
    }

    /** Lines of a release in a lane. */
    List<Line> ofRelease(Lane lane, @Nullable UUID release) {
        return of(releases, release).stream()
                .filter(line -> line.lane() == lane)
                .toList();
    }

    /** What a release is called; its id where its planning is not told. */
    String name(@Nullable UUID release) {
        return ofRelease(Lane.RELEASE, release).stream()
                .flatMap(line -> line.event() instanceof ReleasePlanned planned
                        ? Optional.of(planned.product() + " " + planned.version()).stream()
                        : Optional.<String>empty().stream())
                .findFirst()
                .orElse("release " + release);
    }

    /** The changes that a release includes. */
    List<Line> changes(@Nullable UUID release) {
        return ofRelease(Lane.CHANGE, release).stream()
                .filter(line -> line.event() instanceof ChangeAdded)
                .toList();
    }

    private static List<Line> of(Map<UUID, List<Line>> by, @Nullable UUID id) {
        return id == null ? List.of() : by.getOrDefault(id, List.of());
    }
}
