package dev.releaseledger.query.timeline;

import static dev.releaseledger.events.release.RollbackKind.CODE;
import static dev.releaseledger.events.release.RollbackReason.CRITICAL_BUG;
import static dev.releaseledger.events.release.Strategy.BIG_BANG;
import static dev.releaseledger.events.release.Strategy.ROLLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.testing.Script.Said;
import dev.releaseledger.query.timeline.Scene.Deployed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What counts as a sign, and what does not. */
class SuspectsTest {
    private final Scene scene = new Scene(0);

    private Deployed deploy(String product) {
        return scene.deploy(scene.release(product, "1.1.0", BIG_BANG, "New basket"), "production", BIG_BANG);
    }

    private UUID takeBack(Deployed deployment) {
        UUID rollback = scene.rollback(deployment, CRITICAL_BUG, CODE);
        scene.minutes(2).takenBack(deployment, rollback, CODE);
        return rollback;
    }

    private Said link(IncidentLink link) {
        return scene.script().say(IncidentEvent.stream(scene.incidentId()), new IncidentLinked(link));
    }

    private List<Suspect> suspects() {
        return scene.suspects(Duration.ofHours(1));
    }

    private static Suspect.Term term(Suspect suspect, String name) {
        return suspect.terms().stream()
                .filter(term -> term.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Suspect.Term term(Deployed deployment, String name) {
        return suspects().stream()
                .filter(suspect ->
                        deployment.id().equals(suspect.deploymentId()) && suspect.kind() == Suspect.Kind.DEPLOYMENT)
                .map(suspect -> term(suspect, name))
                .findFirst()
                .orElseThrow();
    }

    private Suspect.Term nothingRecorded(String name) {
        return suspects().stream()
                .filter(suspect -> suspect.kind() == Suspect.Kind.NO_RECORDED_CHANGE)
                .map(suspect -> term(suspect, name))
                .findFirst()
                .orElseThrow();
    }

    private long last() {
        return scene.script().said().getLast().position();
    }

    @Test
    void givenThatNothingIsSaidAfterARollback_thatIsNoSignThatItDidNotHelp() {
        Deployed bad = deploy("checkout");
        scene.minutes(3).unhealthy(bad).notice("Errors");
        takeBack(bad);
        scene.hours(1).noise().resolve();
        assertThat(term(bad, "notRestored").value()).isZero();
        assertThat(nothingRecorded("nothingHelped").value()).isZero();
    }

    @Test
    void givenThatItIsBadWhenThatShouldBeOver_theLineThatSaysSoIsCited() {
        Deployed bad = deploy("checkout");
        scene.minutes(3).unhealthy(bad).notice("Errors");
        takeBack(bad);
        scene.minutes(20).trigger(bad, CODE);
        long fired = scene.lines().stream()
                .filter(line -> line.lane() == Lane.HEALTH)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .position();
        assertThat(term(bad, "notRestored").positions()).containsExactly(fired);
        assertThat(nothingRecorded("nothingHelped").positions()).containsExactly(fired);
    }

    @Test
    void givenThatARollbackFailed_itIsCited() {
        Deployed bad = deploy("checkout");
        scene.minutes(3).unhealthy(bad).notice("Errors");
        UUID rollback = takeBack(bad);
        scene.notRestored(bad, rollback);
        assertThat(term(bad, "notRestored").positions()).containsExactly(last());
    }

    @Test
    void whatIsWellElsewhereAndAlwaysWasDoesNotShowThatARollbackHelped() {
        Deployed bad = deploy("checkout");
        scene.minutes(3).unhealthy(bad).notice("Errors");
        takeBack(bad);
        Deployed other = scene.deploy(scene.release("checkout", "1.2.0", ROLLING, "Typos"), "production", ROLLING);
        scene.minutes(2).healthy(other);
        assertThat(term(bad, "restored").value()).isZero();
    }

    @Test
    void whatWasUnhealthyWhenItWasNoticedAndIsWellAgainShowsThatARollbackHelped() {
        Deployed dragged = deploy("checkout");
        Deployed bad = deploy("checkout");
        scene.minutes(3).unhealthy(dragged).unhealthy(bad).notice("Errors");
        takeBack(bad);
        scene.minutes(2).healthy(dragged);
        assertThat(term(bad, "restored").positions()).containsExactly(last());
    }

    @Test
    void theRollbackOfAnotherDeploymentDoesNotShowThatSomethingWasGoneBefore() {
        Deployed other = deploy("checkout");
        Deployed bad = deploy("checkout");
        UUID rollback = takeBack(other);
        takeBack(bad);
        scene.restored(other, rollback).minutes(5).notice("Errors");
        assertThat(term(other, "goneBefore").value()).isEqualTo(1);
        assertThat(term(bad, "goneBefore").value()).isZero();
    }

    @Test
    void whatPeopleLinkLaterDoesNotCount() {
        Deployed bad = deploy("checkout");
        scene.minutes(3).notice("Errors");
        scene.minutes(5);
        link(scene.link(bad));
        link(scene.alert("TlsCertificateExpired"));
        assertThat(term(bad, "linked").value()).isZero();
        assertThat(nothingRecorded("alertName").value()).isZero();
    }

    @Test
    void anAlertThatWasFiringByThenCountsAndItsEntryIsCited() {
        Deployed bad = deploy("checkout");
        scene.minutes(3);
        IncidentLink firing = scene.alert("BasketCertificateExpired");
        scene.minutes(3).notice("Errors");
        scene.minutes(5);
        long linked = link(firing).position();
        assertThat(nothingRecorded("alertName").positions()).containsExactly(linked);
        assertThat(term(bad, "sameWords").positions()).contains(linked);
    }

    @Test
    void whatTheOpeningNamesCountsAndTheOpeningIsCited() {
        Deployed bad = deploy("checkout");
        scene.minutes(3).notice("Errors", scene.link(bad));
        long opened = last();
        assertThat(term(bad, "linked").value()).isEqualTo(1);
        assertThat(term(bad, "linked").positions()).contains(opened);
    }

    @Test
    void ofVeryMuchThatIsPointedAtTheNewestCounts() {
        scene.notice("Errors");
        String log = IncidentEvent.stream(scene.incidentId());
        long first = scene.script()
                .say(log, new LogEntryWritten(new UUID(5, 1), "seen", null, null, List.of(1L, 2L)))
                .position();
        long second = scene.script()
                .say(log, new LogEntryWritten(new UUID(5, 2), "seen", null, null, List.of(2L, 3L)))
                .position();
        IncidentStory story = scene.incident();
        assertThat(story.mentions(4))
                .isEqualTo(new IncidentStory.Mentions(
                        Map.of(1L, List.of(first), 2L, List.of(first, second), 3L, List.of(second)), true));
        assertThat(story.mentions(2))
                .isEqualTo(new IncidentStory.Mentions(Map.of(2L, List.of(second), 3L, List.of(second)), false));
    }

    @Test
    void aDetectionInAnotherAgeHasSuspectsToo() {
        deploy("checkout");
        scene.script()
                .say(
                        IncidentEvent.stream(new UUID(9, 9)),
                        new IncidentOpened(
                                "checkout",
                                null,
                                "Errors",
                                Severity.SEV2,
                                IncidentOrigin.PERSON,
                                Instant.MAX,
                                List.of(),
                                1));
        IncidentStory story = IncidentStory.of(
                new UUID(9, 9),
                List.of(ReadEntry.of(scene.script().said().getLast().bytes())));
        Detection detection = Detection.of(story.incident().orElseThrow(), story, Duration.ofHours(1));
        assertThat(Suspects.of(detection, scene.lines(), SuspectWeights.standard()))
                .isNotEmpty();
    }
}
