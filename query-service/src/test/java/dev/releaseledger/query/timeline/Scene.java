package dev.releaseledger.query.timeline;

import dev.releaseledger.events.flag.Flag;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeLifted;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.IncidentResolved;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.Constraint;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.entry.StreamName;
import dev.releaseledger.query.flag.FlagStream;
import dev.releaseledger.query.incident.IncidentStream;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.testing.Script;
import dev.releaseledger.query.testing.TestLedger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what happens around an incident, as the services would record it. Minutes pass a little unevenly, by a seed. */
final class Scene {
    private final Script script = new Script(Instant.parse("2026-03-02T09:00:00Z"));
    private final long seed;
    private Random uneven;
    private long ids;
    private UUID incident = new UUID(0, 0);

    Scene(long seed) {
        this.seed = seed;
        this.uneven = new Random(seed);
    }

    /** Another story begins, far enough from the last one that neither is seen from the other. */
    Scene again() {
        script.after(Duration.ofDays(100));
        uneven = new Random(seed);
        return this;
    }

    /** A release. */
    record Released(UUID id, String stream) {}

    /** A deployment of a release. */
    record Deployed(Released release, UUID id, String environment) {}

    Script script() {
        return script;
    }

    UUID incidentId() {
        return incident;
    }

    private UUID id() {
        return new UUID(0xabc, ++ids);
    }

    /** So many minutes pass, a tenth more or less. */
    Scene minutes(int minutes) {
        int tenth = minutes * 6;
        script.after(Duration.ofSeconds(minutes * 60L + (tenth == 0 ? 0 : uneven.nextInt(2 * tenth) - tenth)));
        return this;
    }

    Scene hours(int hours) {
        return minutes(60 * hours);
    }

    Released release(String product, String version, Strategy strategy, String... changes) {
        UUID id = id();
        Released release = new Released(id, ReleaseEvent.stream(id));
        script.say(
                release.stream(),
                new ReleasePlanned(
                        product,
                        version,
                        version,
                        ReleaseKind.STANDARD,
                        strategy,
                        null,
                        TestLedger.PLANNER,
                        null,
                        null,
                        1));
        for (String change : changes) {
            script.say(
                    release.stream(),
                    new ChangeAdded(
                            "c" + ++ids,
                            ChangeCategory.IMPROVEMENT,
                            change,
                            null,
                            TestLedger.PLANNER,
                            null,
                            null,
                            List.of()));
        }
        return release;
    }

    Deployed deploy(Released release, String environment, Strategy strategy) {
        UUID id = id();
        script.say(release.stream(), new DeploymentStarted(id, environment, strategy, null));
        return new Deployed(release, id, environment);
    }

    Scene advance(Deployed deployment, int percent) {
        script.say(deployment.release().stream(), new DeploymentAdvanced(deployment.id(), percent));
        return this;
    }

    Scene verify(Deployed deployment) {
        script.say(deployment.release().stream(), new DeploymentVerified(deployment.id(), "smoke", null, null, null));
        return this;
    }

    Scene healthy(Deployed deployment) {
        return health(deployment, HealthVerdict.HEALTHY);
    }

    Scene unhealthy(Deployed deployment) {
        return health(deployment, HealthVerdict.UNHEALTHY);
    }

    private Scene health(Deployed deployment, HealthVerdict verdict) {
        script.say(
                deployment.release().stream(),
                new HealthReported(deployment.id(), verdict, Baseline.UNKNOWN, List.of()));
        return this;
    }

    /** A trigger fires, and the rollback that it demands begins. */
    UUID trigger(Deployed deployment, RollbackKind kind) {
        UUID rollback = id();
        script.say(
                deployment.release().stream(),
                new TriggerFired(
                        deployment.id(),
                        rollback,
                        "error-rate",
                        RollbackReason.ERROR_RATE,
                        new BigDecimal("7.5"),
                        new BigDecimal("0.1"),
                        new BigDecimal("5"),
                        List.of(),
                        true));
        return begin(deployment, rollback, RollbackReason.ERROR_RATE, kind);
    }

    UUID rollback(Deployed deployment, RollbackReason reason, RollbackKind kind) {
        return begin(deployment, id(), reason, kind);
    }

    private UUID begin(Deployed deployment, UUID rollback, RollbackReason reason, RollbackKind kind) {
        script.say(
                deployment.release().stream(),
                new RollbackTriggered(rollback, deployment.id(), reason, Set.of(kind), null, "taken back"));
        script.say(deployment.release().stream(), new RollbackStarted(rollback, deployment.id(), null));
        return rollback;
    }

    Scene takenBack(Deployed deployment, UUID rollback, RollbackKind kind) {
        script.say(
                deployment.release().stream(),
                new RollbackStepDone(rollback, kind, "executor", null, Set.of(), null, null, null));
        return this;
    }

    Scene restored(Deployed deployment, UUID rollback) {
        healthy(deployment);
        script.say(deployment.release().stream(), new RollbackVerified(rollback, deployment.id(), id(), null));
        return this;
    }

    Scene notRestored(Deployed deployment, UUID rollback) {
        script.say(deployment.release().stream(), new RollbackFailed(rollback, deployment.id(), null, "still failing"));
        return this;
    }

    Scene waive(Released release, String criterion) {
        script.say(release.stream(), new CriterionWaived(criterion, "in a hurry", TestLedger.PLANNER));
        return this;
    }

    Scene waiveItem(Released release, String item) {
        script.say(release.stream(), new ItemWaived(item, "in a hurry", TestLedger.PLANNER));
        return this;
    }

    Scene override(Released release, String environment) {
        script.say(
                release.stream(),
                new OverrideGranted(
                        Constraint.FREEZE, environment, "urgent", script.now().plus(Duration.ofHours(1))));
        return this;
    }

    Scene liftFreeze(String product) {
        script.say(FreezeEvent.stream(product), new FreezeLifted(id(), "over"));
        return this;
    }

    Scene publishPolicy(String product) {
        script.say(
                PolicyEvent.stream(product),
                PolicyVersionPublished.of(product, PolicyBook.defaultPolicy(), "stricter"));
        return this;
    }

    Scene flag(UUID flag, FlagEvent event) {
        script.say(FlagEvent.stream(flag), event);
        return this;
    }

    /** What has to do with something else: a deployment of the product elsewhere, and one of another product here. */
    Scene noise() {
        Deployed staging = deploy(
                release("checkout", "9." + ++ids, Strategy.ROLLING, "Tidy up logging"), "staging", Strategy.ROLLING);
        verify(staging).healthy(staging);
        Deployed other = deploy(
                release("search", "9." + ++ids, Strategy.CANARY, "Rank by freshness"), "production", Strategy.CANARY);
        return advance(other, 50).healthy(other);
    }

    /** Somebody or something notices. */
    Scene notice(String title, IncidentLink... links) {
        incident = id();
        script.say(
                IncidentEvent.stream(incident),
                new IncidentOpened(
                        "checkout",
                        "production",
                        title,
                        Severity.SEV2,
                        IncidentOrigin.PERSON,
                        script.now(),
                        List.of(links),
                        1));
        return this;
    }

    Scene resolve() {
        script.say(IncidentEvent.stream(incident), new IncidentResolved("mended", script.now()));
        return this;
    }

    IncidentLink alert(String name) {
        return IncidentLink.toAlert(new IncidentLink.Alert(name, "f" + ++ids, script.now()));
    }

    IncidentLink link(Deployed deployment) {
        return IncidentLink.toDeployment(deployment.release().id(), deployment.id());
    }

    IncidentLink link(Deployed deployment, UUID rollback) {
        return IncidentLink.toRollback(deployment.release().id(), deployment.id(), rollback);
    }

    /** Everything that timelines tell of, by the code that projects it. */
    List<Line> lines() {
        Map<String, ReleaseStream> releases = new HashMap<>();
        Map<String, IncidentStream> incidents = new HashMap<>();
        Map<String, FlagStream> flags = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (Script.Said said : script.said()) {
            ReadEntry read = ReadEntry.of(said.bytes());
            row(said, read, releases, incidents, flags).ifPresent(row -> {
                ReadEntry.Understood entry = (ReadEntry.Understood) read;
                lines.add(new Line(row, entry.envelope(), entry.event(), key(flags.get(said.stream())), null));
            });
        }
        return lines;
    }

    private static @Nullable String key(@Nullable FlagStream flag) {
        return flag == null ? null : flag.flag().map(Flag::key).orElse(null);
    }

    private static Optional<StoryRow> row(
            Script.Said said,
            ReadEntry read,
            Map<String, ReleaseStream> releases,
            Map<String, IncidentStream> incidents,
            Map<String, FlagStream> flags) {
        return switch (StreamName.of(said.stream())) {
            case StreamName.OfRelease release -> {
                ReleaseStream before = releases.getOrDefault(said.stream(), ReleaseStream.KIND.empty());
                ReleaseStream after = before.and(said.position(), read, said.bytes().length);
                if (after.doubt() != null) {
                    throw new IllegalStateException("no such history: " + after.doubt());
                }
                releases.put(said.stream(), after);
                yield StoryRow.ofRelease(read, before, after);
            }
            case StreamName.OfIncident incident -> {
                IncidentStream after = incidents
                        .getOrDefault(said.stream(), IncidentStream.KIND.empty())
                        .and(said.position(), read, said.bytes().length);
                incidents.put(said.stream(), after);
                yield StoryRow.ofIncident(read, after);
            }
            case StreamName.OfFlag flag -> {
                FlagStream before = flags.getOrDefault(said.stream(), FlagStream.KIND.empty());
                FlagStream after = before.and(said.position(), read, said.bytes().length);
                flags.put(said.stream(), after);
                yield StoryRow.ofFlag(read, before, after);
            }
            case StreamName.OfOther other -> StoryRow.of(read);
        };
    }

    IncidentStory incident() {
        return IncidentStory.of(
                incident,
                script.said().stream()
                        .filter(said -> said.stream().equals(IncidentEvent.stream(incident)))
                        .map(said -> ReadEntry.of(said.bytes()))
                        .toList());
    }

    /** The suspects, by what is known in the end. */
    List<Suspect> suspects(Duration before) {
        IncidentStory story = incident();
        Detection detection = Detection.of(story.incident().orElseThrow(), story, before);
        Set<UUID> linked = story.linked(IncidentLink::releaseId);
        // What the service looks at too: the product, and what the incident names.
        List<Line> seen = lines().stream()
                .filter(line -> detection.product().equals(line.row().product()) || linked.contains(line.releaseId()))
                .toList();
        return Suspects.of(detection, seen, SuspectWeights.standard());
    }
}
