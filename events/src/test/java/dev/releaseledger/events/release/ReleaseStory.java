package dev.releaseledger.events.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.environment.VersionTookOver;
import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.freeze.FreezeLifted;
import dev.releaseledger.events.freeze.FreezeState;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.gate.VoidedApprovals;
import dev.releaseledger.events.release.health.Health;
import dev.releaseledger.events.release.health.Triggers;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.events.release.rule.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A release on its way, told step by step. What is told was accepted by every rule; what is asked about is only judged. A
 * minute passes with each step.
 */
public final class ReleaseStory {
    public static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");

    public static final UUID STAGING_DEPLOYMENT = id("staging deployment");

    public static final UUID PRODUCTION_DEPLOYMENT = id("production deployment");

    public static final UUID ROLLBACK = id("rollback");

    public static final UUID RELEASE = id("release");

    /** What runs in every environment at first. */
    public static final RunningVersion BEFORE =
            new RunningVersion(id("release 2.4.0"), id("deployment of 2.4.0"), "2.4.0", null);

    /** What is usual with it. */
    public static final Baseline USUAL =
            new Baseline(new BigDecimal("0.2"), new BigDecimal("100"), new BigDecimal("50"), BEFORE.deploymentId());

    public static final String ARTEFACT = "sha256:" + "ab".repeat(32);

    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();

    private Instant now = BEGINNING;

    private @Nullable Instant claimed;
    private ReleasePolicy policy = POLICY;
    private @Nullable HeldClaim held;
    private FreezeState freezes = FreezeState.none();

    private final Map<String, EnvironmentState> environments = new HashMap<>();
    private ReleaseState state = ReleaseState.unplanned();

    private final List<Step> steps = new ArrayList<>();

    private ReleaseStory() {}

    /** Nothing was said yet. */
    public static ReleaseStory unplanned() {
        return new ReleaseStory();
    }

    /** From here on this policy tells. */
    public ReleaseStory under(ReleasePolicy other) {
        policy = other;
        return this;
    }

    /** Time passes. */
    public ReleaseStory after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** A standard release by Rosa, rolling out, of which Dina wrote one change. */
    public static ReleaseStory planned() {
        return new ReleaseStory()
                .told(Person.ROSA, plan(ReleaseKind.STANDARD, Strategy.ROLLING, null))
                .told(Person.DINA, change("c-1", Person.DINA));
    }

    /** A release that begins with this plan. */
    public static ReleaseStory planned(Person by, ReleasePlanned plan) {
        return new ReleaseStory().told(by, plan);
    }

    /** A release that the importer tells of, years later. */
    public static ReleaseStory backfilled() {
        return new ReleaseStory()
                .claiming(Instant.parse("2019-05-01T10:00:00Z"))
                .told(Person.IMPORTER, plan(ReleaseKind.STANDARD, Strategy.BIG_BANG, null));
    }

    /** The standard release with its gates open up to this one, and what that takes. */
    public static ReleaseStory approvedUpTo(Stage last) {
        ReleaseStory story = planned();
        for (Stage stage : Stage.values()) {
            if (stage.compareTo(last) <= 0) {
                story.ready(stage).approved(stage);
            }
        }
        return story;
    }

    /** The standard release, verified in production. */
    public static ReleaseStory inProduction() {
        return approvedUpTo(Stage.PRODUCTION).deployed(PRODUCTION_DEPLOYMENT, "production");
    }

    /** A hotfix of 2.4.0 by Rosa, of which nothing more was said. */
    public static ReleaseStory hotfix() {
        return planned(Person.ROSA, plan(ReleaseKind.HOTFIX, Strategy.ROLLING, "2.4.0"));
    }

    /** The hotfix with its gates open up to this one, and what that takes. */
    public static ReleaseStory hotfixApprovedUpTo(Stage last) {
        ReleaseStory story = hotfix().triaged().branched();
        for (Stage stage : Stage.values()) {
            if (stage.compareTo(last) <= 0) {
                story.ready(stage).approved(stage);
            }
        }
        return story;
    }

    /** Ole finds that the hotfix qualifies. */
    public ReleaseStory triaged() {
        return told(Person.OLE, new HotfixTriaged("production-outage", "Nobody can pay", Person.OLE.id()));
    }

    /** Dina cuts the hotfix's branch. */
    public ReleaseStory branched() {
        return told(Person.DINA, new HotfixBranched("hotfix/2.4.1", "v2.4.0", "4b825dc6"));
    }

    /** What this stage's gate waits for, all there. */
    public ReleaseStory ready(Stage stage) {
        if (release().plan().kind() == ReleaseKind.HOTFIX) {
            return hotfixReady(stage);
        }
        switch (stage) {
            case DEVELOPMENT ->
                passed(Person.CI, "features-coded")
                        .passed(Person.CI, "unit-tests")
                        .passed(Person.CI, "code-reviewed");
            case QA ->
                passed(Person.CI, "integration-tests")
                        .passed(Person.CI, "end-to-end-tests")
                        .passed(Person.QUENTIN, "exploratory-testing");
            case STAGING ->
                deployed(STAGING_DEPLOYMENT, "staging")
                        .passed(Person.CI, "staging-smoke-tests")
                        .passed(Person.PAULA, "stakeholder-sign-off");
            case PRODUCTION -> ticked(POLICY.itemsBefore(Stage.PRODUCTION, ReleaseKind.STANDARD));
            case POST_RELEASE ->
                deployed(PRODUCTION_DEPLOYMENT, "production")
                        .passed(Person.OLE, "watched-for-issues")
                        .passed(Person.PAULA, "release-notes-communicated")
                        .passed(Person.OLE, "metrics-watched")
                        .passed(Person.OLE, "issues-responded-to");
        }
        return this;
    }

    private ReleaseStory hotfixReady(Stage stage) {
        switch (stage) {
            case DEVELOPMENT ->
                passed(Person.CI, "minimal-fix")
                        .passed(Person.CI, "covering-test")
                        .passed(Person.CI, "unit-tests")
                        .passed(Person.CI, "code-reviewed");
            case QA -> passed(Person.QUENTIN, "fix-verified").passed(Person.CI, "affected-area-tested");
            case STAGING -> deployed(STAGING_DEPLOYMENT, "staging").passed(Person.CI, "staging-smoke-tests");
            case PRODUCTION -> ticked(POLICY.itemsBefore(Stage.PRODUCTION, ReleaseKind.HOTFIX));
            case POST_RELEASE -> throw new IllegalArgumentException("a hotfix's story ends in production");
        }
        return this;
    }

    /** Ticks these items by hand, each by somebody who may; those that the ledger sees are left to it. */
    public ReleaseStory ticked(List<ChecklistItem> items) {
        for (ChecklistItem item : items) {
            if (!item.tickedBy().isEmpty()) {
                told(whoMayTick(item), new ItemTicked(item.id(), null));
            }
        }
        return this;
    }

    /** Approves the stage, by somebody who may. */
    public ReleaseStory approved(Stage stage) {
        return told(approverOf(stage), approval(stage));
    }

    /** Passing evidence for a criterion of the policy. */
    public ReleaseStory passed(Person by, String criterion) {
        return told(by, evidence(criterion, Outcome.PASSED));
    }

    /** Deploys to the end, and verifies. */
    public ReleaseStory deployed(UUID deployment, String environment) {
        return told(Person.CI, deployment(deployment, environment, Strategy.ROLLING))
                .told(Person.CI, new DeploymentAdvanced(deployment, 100))
                .told(Person.CI, new DeploymentVerified(deployment, "smoke tests", null, null, null));
    }

    /** Begins a deployment, and plans its steps. */
    public ReleaseStory started(UUID deployment, String environment, Strategy strategy) {
        return told(Person.CI, deployment(deployment, environment, strategy)).told(Person.CI, rollout(deployment));
    }

    /** How this deployment goes on, as the policy says; a dark one is opened by the flag {@code pay-later}. */
    public RolloutPlanned rollout(UUID deploymentId) {
        Deployment deployment = deployment(deploymentId);
        Strategy strategy = deployment.strategy();
        RollingSize size = new RollingSize(
                policy.deployments().rolling().instances(),
                policy.deployments().rolling().batch());
        Set<String> flags = strategy == Strategy.FEATURE_FLAGS ? Set.of("pay-later") : Set.of();
        return new RolloutPlanned(
                deploymentId,
                Rollout.of(strategy, policy.deployments(), size, Colour.GREEN, flags)
                        .steps(),
                strategy == Strategy.ROLLING ? size : null,
                strategy == Strategy.BLUE_GREEN ? Colour.GREEN : null,
                flags,
                there(deployment.environment()).current().orElse(null),
                USUAL);
    }

    /** Takes the deployment's next step. */
    public ReleaseStory stepped(UUID deployment) {
        return told(Person.CI, nextStep(deployment));
    }

    /** The deployment's next step. */
    public StepTaken nextStep(UUID deployment) {
        RolloutStep next = deployment(deployment).nextStep().orElseThrow();
        return new StepTaken(deployment, next.name(), next.percent(), null, null, null);
    }

    /** It is verified. */
    public ReleaseStory verified(UUID deployment) {
        return told(Person.CI, verification(deployment));
    }

    public static DeploymentVerified verification(UUID deployment) {
        return new DeploymentVerified(deployment, "smoke tests", null, null, null);
    }

    /** What Prometheus measures from now on finds the deployment healthy. */
    public ReleaseStory healthy(UUID deployment) {
        return reported(deployment, Measured.healthy(now));
    }

    /** What Prometheus measures from now on finds that many of the deployment's requests fail. */
    public ReleaseStory failing(UUID deployment) {
        return reported(deployment, Measured.failing(now));
    }

    /** This was measured of the deployment. */
    public ReleaseStory reported(UUID deployment, HealthReport... reports) {
        return told(Person.CI, health(deployment, reports));
    }

    /** Reports with what they mean. */
    public HealthReported health(UUID deploymentId, HealthReport... reports) {
        Deployment deployment = deployment(deploymentId);
        Baseline baseline = Health.baseline(deployment, policy);
        return new HealthReported(
                deploymentId,
                Health.verdict(deployment.health(), List.of(reports), baseline, policy),
                baseline,
                List.of(reports));
    }

    /** What triggers would do at this deployment now. */
    public List<TriggerFired> firing(UUID deployment, UUID rollback) {
        return Triggers.fired(deployment(deployment), release(), policy, rollback);
    }

    /** Everything that fires at this deployment fires, and demands this rollback. */
    public ReleaseStory fired(UUID deployment, UUID rollback) {
        firing(deployment, rollback).forEach(trigger -> told(Person.CI, trigger));
        return told(Person.CI, demanded(rollback));
    }

    /** The rollback that a trigger demanded. */
    public RollbackTriggered demanded(UUID rollback) {
        TriggerFired demanding = release().deployments().values().stream()
                .flatMap(deployment -> deployment.health().demanding(rollback).stream())
                .findFirst()
                .orElseThrow();
        Set<RollbackKind> kinds = Triggers.kinds(deployment(demanding.deploymentId()), policy);
        return new RollbackTriggered(
                rollback,
                demanding.deploymentId(),
                demanding.reason(),
                kinds,
                kinds.contains(RollbackKind.CODE) ? "2.4.0" : null,
                "Trigger " + demanding.trigger());
    }

    /** Ole wants the production deployment to be taken back. */
    public ReleaseStory triggered(RollbackKind... kinds) {
        return told(Person.OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT, kinds));
    }

    /** Ole and Mira confirm the rollback. */
    public ReleaseStory confirmed(UUID rollback) {
        return told(Person.OLE, new RollbackConfirmed(rollback, Role.ON_CALL, null))
                .told(Person.MIRA, new RollbackConfirmed(rollback, Role.MANAGER, null));
    }

    /** The rollback starts, confirmed by Ole and Mira. */
    public ReleaseStory takingBack(UUID rollback) {
        confirmed(rollback);
        UUID deployment = rollback(rollback).deploymentId();
        return told(Person.MIRA, new RollbackStarted(rollback, deployment, null));
    }

    /** A kind of the rollback is done, with what shows it. */
    public ReleaseStory done(UUID rollback, RollbackKind kind) {
        return told(Person.CI, stepDone(rollback, kind));
    }

    /** A kind of a rollback, done with what shows it. */
    public static RollbackStepDone stepDone(UUID rollback, RollbackKind kind) {
        return switch (kind) {
            case CODE -> new RollbackStepDone(rollback, kind, "deploy", "2.4.0", Set.of(), null, null, null);
            case FLAG -> new RollbackStepDone(rollback, kind, "Olga", null, Set.of("pay-later"), null, null, null);
            case DATA ->
                new RollbackStepDone(
                        rollback, kind, "Olga", null, Set.of(), "https://git.example.com/undo.sql", ARTEFACT, null);
        };
    }

    /** Of the production deployment's rollback code is taken back, and what is measured then says that it helped. */
    public ReleaseStory helped(UUID rollback) {
        done(rollback, RollbackKind.CODE);
        UUID deployment = rollback(rollback).deploymentId();
        return healthy(deployment).told(Person.OLE, helping(rollback));
    }

    /** A rollback helped, as the newest report says. */
    public RollbackVerified helping(UUID rollback) {
        UUID deployment = rollback(rollback).deploymentId();
        HealthReport newest = deployment(deployment).health().newest().orElseThrow();
        return new RollbackVerified(rollback, deployment, newest.id(), null);
    }

    /** People were told this, by hand. */
    public ReleaseStory announced(String... announcements) {
        for (String announcement : announcements) {
            told(Person.ROSA, new AnnouncementSent(announcement, 0, true, null, null, null));
        }
        return this;
    }

    /** Takes the production deployment back, confirmed by Ole and Mira. */
    public ReleaseStory rolledBack() {
        return told(Person.OLE, rollback(ROLLBACK, PRODUCTION_DEPLOYMENT))
                .told(Person.OLE, new RollbackConfirmed(ROLLBACK, Role.ON_CALL, null))
                .told(Person.MIRA, new RollbackConfirmed(ROLLBACK, Role.MANAGER, null))
                .told(Person.MIRA, new RollbackAuthorised(ROLLBACK, PRODUCTION_DEPLOYMENT));
    }

    /** Voids every approval from this stage on. */
    public ReleaseStory voided(Person by, Stage first, VoidingCause cause) {
        VoidedApprovals.from(first, release(), cause).forEach(voided -> told(by, voided));
        return this;
    }

    /** From here on the importer claims that what is told happened at this time; null for what is said live. */
    public ReleaseStory claiming(@Nullable Instant at) {
        claimed = at;
        return this;
    }

    /** From here on another release holds this claim. */
    public ReleaseStory whileAnotherHolds(String claim) {
        held = new HeldClaim(claim, "release/other", 7);
        return this;
    }

    /** In this environment this was verified last. */
    public ReleaseStory where(String environment, RunningVersion runs) {
        environments.put(
                EnvironmentEvent.stream(release().plan().product(), environment),
                there(environment).evolve(new VersionTookOver(runs), as(Person.CI)));
        return this;
    }

    /** What ran in this environment. */
    public EnvironmentState there(String environment) {
        return environments.computeIfAbsent(
                EnvironmentEvent.stream(release().plan().product(), environment),
                first -> EnvironmentState.empty().evolve(new VersionTookOver(BEFORE), as(Person.CI)));
    }

    /** In this environment nothing ran before. */
    public ReleaseStory whereNothingRuns(String environment) {
        environments.put(EnvironmentEvent.stream(release().plan().product(), environment), EnvironmentState.empty());
        return this;
    }

    private Surroundings around(ReleaseEvent event) {
        UUID deploymentId = switch (event) {
            case RolloutPlanned planned -> planned.deploymentId();
            case RollbackTriggered triggered -> triggered.deploymentId();
            case HealthReported reported -> reported.deploymentId();
            default -> null;
        };
        Deployment deployment =
                deploymentId == null ? null : release().deployments().get(deploymentId);
        Surroundings around = Surroundings.of(held).with(freezes);
        return deployment == null ? around : around.with(there(deployment.environment()));
    }

    /** From here on this freeze is among the product's. */
    public ReleaseStory whileFrozen(FreezeDeclared declared) {
        freezes = freezes.evolve(declared, as(Person.ROSA));
        return this;
    }

    /** From here on this freeze is lifted. */
    public ReleaseStory whenLifted(FreezeLifted lifted) {
        freezes = freezes.evolve(lifted, as(Person.ROSA));
        return this;
    }

    /** Something that happened; every rule has to accept it. */
    public ReleaseStory told(Person by, ReleaseEvent event) {
        now = now.plus(Duration.ofMinutes(1));
        assertThat(violations(by, event)).as("%s by %s", event, by).isEmpty();
        if (state instanceof Release before) {
            EnvironmentEffects.of(RELEASE, before, event)
                    .ifPresent(effect -> environments.put(
                            effect.stream(),
                            there(effect.stream().substring(effect.stream().lastIndexOf('/') + 1))
                                    .evolve(effect.event(), as(by))));
        }
        state = state.evolve(event, as(by));
        steps.add(new Step(event, release()));
        return this;
    }

    /** Every violation that this event would be. */
    public List<Violation> violations(Person by, ReleaseEvent event) {
        return event instanceof ReleasePlanned first && !(state instanceof Release)
                ? ReleaseRules.judgeFirst(first, as(by), policy, Surroundings.of(held))
                : ReleaseRules.judge(release(), event, as(by), policy, around(event));
    }

    /** The event is refused by this rule, for a reason that says so. */
    public void refuses(
            Person by, ReleaseEvent event, Class<? extends Rule<?>> rule, Violation.Kind kind, String reason) {
        assertThat(violationsOf(rule, by, event))
                .as("what %s says to %s by %s", rule.getSimpleName(), event, by)
                .hasValueSatisfying(violation -> {
                    assertThat(violation.kind()).isEqualTo(kind);
                    assertThat(violation.reason()).contains(reason);
                });
    }

    /** This rule has nothing against the event; others may have. */
    public void lets(Person by, ReleaseEvent event, Class<? extends Rule<?>> rule) {
        assertThat(violationsOf(rule, by, event))
                .as("what %s says to %s by %s", rule.getSimpleName(), event, by)
                .isEmpty();
    }

    private Optional<Violation> violationsOf(Class<? extends Rule<?>> rule, Person by, ReleaseEvent event) {
        return violations(by, event).stream()
                .filter(violation -> violation.rule().equals(rule.getSimpleName()))
                .findFirst();
    }

    /** How it stands. */
    public Release release() {
        assertThat(state).isInstanceOf(Release.class);
        return (Release) state;
    }

    /** How this deployment stands. */
    public Deployment deployment(UUID id) {
        return Optional.ofNullable(release().deployments().get(id)).orElseThrow();
    }

    /** How this rollback stands. */
    public Rollback rollback(UUID id) {
        return Optional.ofNullable(release().rollbacks().get(id)).orElseThrow();
    }

    /** An event that was told, and the state that it led to. */
    public record Step(ReleaseEvent event, Release after) {}

    /** Every event so far with its state, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    public ReleaseStatus status() {
        return release().status(policy);
    }

    public Instant now() {
        return now;
    }

    /** What this person says now. */
    public Attribution as(Person by) {
        return new Attribution(by.id(), by.roles(), now, claimed);
    }

    /** An approval of what is there. */
    public StageApproved approval(Stage stage) {
        return new StageApproved(stage, ContentDigest.of(release(), stage), null);
    }

    /** An approval of what is there, as one of several. */
    public StageApprovalGiven given(Stage stage) {
        return new StageApprovalGiven(stage, ContentDigest.of(release(), stage), null);
    }

    public static Person approverOf(Stage stage) {
        return switch (stage) {
            case DEVELOPMENT, STAGING, POST_RELEASE -> Person.ROSA;
            case QA -> Person.QUENTIN;
            case PRODUCTION -> Person.PAULA;
        };
    }

    public static ReleasePlanned plan(ReleaseKind kind, Strategy strategy, @Nullable String hotfixOf) {
        return new ReleasePlanned(
                "checkout",
                "2.5.0",
                "Pay later",
                kind,
                strategy,
                null,
                Person.ROSA.id(),
                null,
                hotfixOf,
                POLICY.version());
    }

    public static ChangeAdded change(String changeId, Person author) {
        return new ChangeAdded(
                changeId, ChangeCategory.FEATURE, "Checkout: pay later", null, author.id(), null, null, List.of());
    }

    public static EvidenceRecorded evidence(String criterion, Outcome outcome) {
        return evidence(criterion, outcome, null);
    }

    /** Passing evidence with what was measured. */
    public static EvidenceRecorded measured(String criterion, String value, String measured) {
        EvidenceRecorded passed = evidence(criterion, Outcome.PASSED);
        return new EvidenceRecorded(
                passed.stage(),
                criterion,
                Outcome.PASSED,
                passed.source(),
                null,
                null,
                Map.of(value, new BigDecimal(measured)));
    }

    public static EvidenceRecorded evidence(String criterion, Outcome outcome, @Nullable String digest) {
        Stage stage = POLICY.stages().stream()
                .filter(each ->
                        each.criteria().stream().anyMatch(known -> known.id().equals(criterion)))
                .findFirst()
                .orElseThrow()
                .stage();
        return new EvidenceRecorded(
                stage, criterion, outcome, "build 7", null, digest, Map.of("seconds", BigDecimal.valueOf(12)));
    }

    public static DeploymentStarted deployment(UUID id, String environment, Strategy strategy) {
        return deployment(id, environment, strategy, null);
    }

    public static DeploymentStarted deployment(
            UUID id, String environment, Strategy strategy, @Nullable String digest) {
        return new DeploymentStarted(id, environment, strategy, new Artefact("checkout", digest));
    }

    public static RollbackTriggered rollback(UUID id, UUID deployment, RollbackKind... kinds) {
        return new RollbackTriggered(
                id,
                deployment,
                RollbackReason.CRITICAL_BUG,
                kinds.length == 0 ? Set.of(RollbackKind.CODE) : Set.of(kinds),
                "2.4.0",
                "Orders are lost");
    }

    public static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Person whoMayTick(ChecklistItem item) {
        for (Person person : Person.values()) {
            if (person.roles().stream().anyMatch(item.tickedBy()::contains)) {
                return person;
            }
        }
        throw new IllegalStateException("nobody may tick " + item.id());
    }
}
