package dev.releaseledger.events.contract;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.audit.AccessOutcome;
import dev.releaseledger.events.audit.AuditEvent;
import dev.releaseledger.events.audit.EvidenceRead;
import dev.releaseledger.events.audit.Reading;
import dev.releaseledger.events.audit.UnopenedRecords;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.EventType;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.envelope.TextDigest;
import dev.releaseledger.events.environment.Colour;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.environment.VersionReturned;
import dev.releaseledger.events.environment.VersionTookOver;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingSuppressed;
import dev.releaseledger.events.finding.SuppressionEnded;
import dev.releaseledger.events.finding.SuppressionWithdrawn;
import dev.releaseledger.events.flag.Condition;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagDisabled;
import dev.releaseledger.events.flag.FlagEnabled;
import dev.releaseledger.events.flag.FlagEndMoved;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagOutlived;
import dev.releaseledger.events.flag.FlagSplitSet;
import dev.releaseledger.events.flag.FlagTargetingSet;
import dev.releaseledger.events.flag.FlagUnlinked;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.flag.Operator;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutLingered;
import dev.releaseledger.events.flag.RolloutPaused;
import dev.releaseledger.events.flag.RolloutReduced;
import dev.releaseledger.events.flag.RolloutResumed;
import dev.releaseledger.events.flag.TargetingRule;
import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.freeze.FreezeEvent;
import dev.releaseledger.events.freeze.FreezeLifted;
import dev.releaseledger.events.incident.ActionItemAdded;
import dev.releaseledger.events.incident.ActionItemDone;
import dev.releaseledger.events.incident.ActionItemDropped;
import dev.releaseledger.events.incident.ActionItemOverdue;
import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.DuplicateTaken;
import dev.releaseledger.events.incident.ImpactStated;
import dev.releaseledger.events.incident.IncidentAcknowledged;
import dev.releaseledger.events.incident.IncidentClosed;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentMerged;
import dev.releaseledger.events.incident.IncidentMitigated;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.IncidentReopened;
import dev.releaseledger.events.incident.IncidentResolved;
import dev.releaseledger.events.incident.IncidentRole;
import dev.releaseledger.events.incident.IncidentRoleAssigned;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.PostMortemPublished;
import dev.releaseledger.events.incident.ReReleasePlanned;
import dev.releaseledger.events.incident.RootCauseStated;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.incident.SeverityChanged;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.policy.HotfixPhase;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.refusal.RefusalsCounted;
import dev.releaseledger.events.release.AnnouncementFailed;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementRequested;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.AnnouncementSettled;
import dev.releaseledger.events.release.AnnouncementStarted;
import dev.releaseledger.events.release.AnnouncementUncertain;
import dev.releaseledger.events.release.ApprovalVoided;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.Constraint;
import dev.releaseledger.events.release.CriterionWaived;
import dev.releaseledger.events.release.CriterionWaiverProposed;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentFailed;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.HealthChecks;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.HotfixBranched;
import dev.releaseledger.events.release.HotfixBudgetOverrun;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemUnticked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.OverrideGranted;
import dev.releaseledger.events.release.PolicyRepinProposed;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.ReleaseCancelled;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseRescheduled;
import dev.releaseledger.events.release.RollbackAuthorised;
import dev.releaseledger.events.release.RollbackCompleted;
import dev.releaseledger.events.release.RollbackConfirmed;
import dev.releaseledger.events.release.RollbackExecutionAccepted;
import dev.releaseledger.events.release.RollbackExecutionFailed;
import dev.releaseledger.events.release.RollbackExecutionStarted;
import dev.releaseledger.events.release.RollbackExecutionUncertain;
import dev.releaseledger.events.release.RollbackFailed;
import dev.releaseledger.events.release.RollbackKind;
import dev.releaseledger.events.release.RollbackObligationMet;
import dev.releaseledger.events.release.RollbackReason;
import dev.releaseledger.events.release.RollbackStarted;
import dev.releaseledger.events.release.RollbackStepDone;
import dev.releaseledger.events.release.RollbackTriggered;
import dev.releaseledger.events.release.RollbackVerified;
import dev.releaseledger.events.release.RollbackWithdrawn;
import dev.releaseledger.events.release.RollingSize;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.RolloutStep;
import dev.releaseledger.events.release.Settlement;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApprovalGiven;
import dev.releaseledger.events.release.StageApprovalReconstructed;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.StageHandedOver;
import dev.releaseledger.events.release.StageRejected;
import dev.releaseledger.events.release.StepTaken;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.TriggerFired;
import dev.releaseledger.events.release.VoidingCause;
import dev.releaseledger.events.release.WatchPassed;
import dev.releaseledger.events.release.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What the golden entries say: each event with all that it can hold, and once more with no more than it must where that is
 * less. The words are made up; some are there since they are hard to write.
 */
final class Samples {
    static final Instant RECORDED = Instant.parse("2026-03-02T09:30:00.000123Z");

    private static final UUID RELEASE = UUID.fromString("0195580a-7c00-7000-8000-000000000001");

    private static final UUID OTHER_RELEASE = UUID.fromString("0195580a-7c00-7000-8000-000000000002");

    private static final UUID ENTRY = UUID.fromString("0195580a-7c00-7000-8000-0000000000e1");

    private static final UUID DEPLOYMENT = UUID.fromString("0195580a-7c00-7000-8000-0000000000d1");

    private static final UUID OTHER_DEPLOYMENT = UUID.fromString("0195580a-7c00-7000-8000-0000000000d2");

    private static final UUID REPORT = UUID.fromString("0195580a-7c00-7000-8000-0000000000aa");

    private static final UUID ROLLBACK = UUID.fromString("0195580a-7c00-7000-8000-0000000000b1");

    private static final UUID INCIDENT = UUID.fromString("0195580a-7c00-7000-8000-0000000000c1");
    private static final UUID LOG_ENTRY = UUID.fromString("0195580a-7c00-7000-8000-0000000000c2");
    private static final UUID ACTION_ITEM = UUID.fromString("0195580a-7c00-7000-8000-0000000000c3");
    private static final UUID FLAG = UUID.fromString("0195580a-7c00-7000-8000-0000000000f2");
    private static final UUID FREEZE = UUID.fromString("0195580a-7c00-7000-8000-0000000000f1");

    private static final UUID NOTE = UUID.fromString("0195580a-7c00-7000-8000-0000000000a1");

    private static final UUID DELIVERY = UUID.fromString("0195580a-7c00-7000-8000-0000000000c1");

    private static final UUID ROSA = UUID.fromString("3b1f8a52-6a3f-4c8e-9f0e-1d2c3b4a5f60");

    private static final UUID DINA = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");

    private static final UUID MIRA = UUID.fromString("9f8d5a2e-0b1c-4d3e-8f7a-6b5c4d3e2f1a");

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final String DIGEST = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private Samples() {}

    /** Every event with all that it can hold. */
    static List<Event> full() {
        return List.of(
                new ReleasePlanned(
                        "checkout",
                        "2.5.0",
                        "Pay later, for everyone",
                        ReleaseKind.HOTFIX,
                        Strategy.CANARY,
                        new Window(MORNING, NOON),
                        ROSA,
                        "Spring",
                        "2.4.0",
                        1),
                new ReleaseRescheduled(new Window(MORNING, NOON), "The supplier's maintenance moved"),
                new ChangeAdded(
                        "c-1",
                        ChangeCategory.FEATURE,
                        "Checkout: pay later – “ratenweise” \\ 分割払い 💶",
                        "PAY-17",
                        DINA,
                        "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
                        Instant.parse("2026-02-27T16:20:05.5Z"),
                        List.of(ROSA, MIRA)),
                new ChangeRemoved("c-1", "Not ready"),
                new EvidenceRecorded(
                        Stage.DEVELOPMENT,
                        "unit-tests",
                        Outcome.PASSED,
                        "ci/build 1182",
                        "https://ci.example.com/builds/1182",
                        DIGEST,
                        Map.of(
                                "coverage", new BigDecimal("87.50"),
                                "tests", new BigDecimal("1204"),
                                "seconds", new BigDecimal("1E+2"))),
                new CriterionWaiverProposed("end-to-end-tests", "The test bench is away until Monday"),
                new CriterionWaived("end-to-end-tests", "The test bench is away until Monday", ROSA),
                new ItemTicked("rollback-plan-documented", "See the runbook\tpage 3\nand the \"plan\""),
                new ItemUnticked("rollback-plan-documented", "The plan misses the migration"),
                new ItemWaiverProposed("api-documentation-updated", "No interface changed"),
                new ItemWaived("api-documentation-updated", "No interface changed", ROSA),
                new StageApprovalGiven(Stage.QA, DIGEST, "Fine by me"),
                new StageApproved(Stage.QA, DIGEST, "Looks good"),
                new StageApprovalReconstructed(Stage.PRODUCTION, DIGEST, MIRA, "From the tag's signature"),
                new StageRejected(Stage.QA, Stage.DEVELOPMENT, "The cart loses items"),
                new StageHandedOver(Stage.DEVELOPMENT, Stage.QA, ROSA, MIRA),
                new ApprovalVoided(Stage.PRODUCTION, DIGEST, VoidingCause.CHANGE_ADDED),
                new DeploymentStarted(
                        DEPLOYMENT, "production", Strategy.CANARY, new Artefact("registry/checkout", DIGEST)),
                new RolloutPlanned(
                        DEPLOYMENT,
                        List.of(
                                new RolloutStep("25-percent", 25, Duration.ofMinutes(5), true),
                                new RolloutStep("100-percent", 100, Duration.ZERO, true)),
                        new RollingSize(4, 1),
                        Colour.GREEN,
                        Set.of("pay-later", "invoice"),
                        running(),
                        new Baseline(
                                new BigDecimal("0.10"),
                                new BigDecimal("1.2E+2"),
                                new BigDecimal("40"),
                                OTHER_DEPLOYMENT)),
                new DeploymentAdvanced(DEPLOYMENT, 25),
                new StepTaken(
                        DEPLOYMENT,
                        "25-percent",
                        25,
                        "https://ci.example.com/builds/1188",
                        DIGEST,
                        "One in four customers"),
                new DeploymentVerified(
                        DEPLOYMENT, "smoke tests", "https://ci.example.com/builds/1190", DIGEST, "All 31 passed"),
                new DeploymentFailed(
                        DEPLOYMENT, "smoke tests", "https://ci.example.com/builds/1191", DIGEST, "Payment times out"),
                new HealthReported(
                        DEPLOYMENT,
                        HealthVerdict.UNHEALTHY,
                        new Baseline(
                                new BigDecimal("0.1"), new BigDecimal("120"), new BigDecimal("40"), OTHER_DEPLOYMENT),
                        List.of(new HealthReport(
                                REPORT,
                                MORNING,
                                MORNING.plusSeconds(15),
                                "prometheus",
                                1_204,
                                new BigDecimal("6.25"),
                                new BigDecimal("118.5"),
                                HealthChecks.PASSING,
                                new BigDecimal("-3"),
                                "Half of the shops were closed"))),
                new WatchPassed(DEPLOYMENT, NOON, NOON.plusSeconds(900)),
                new TriggerFired(
                        DEPLOYMENT,
                        ROLLBACK,
                        "error-rate",
                        RollbackReason.ERROR_RATE,
                        new BigDecimal("6.25"),
                        new BigDecimal("0.1"),
                        new BigDecimal("5"),
                        List.of(REPORT),
                        true),
                new RollbackTriggered(
                        ROLLBACK,
                        DEPLOYMENT,
                        RollbackReason.ERROR_RATE,
                        Set.of(RollbackKind.FLAG, RollbackKind.CODE),
                        "2.4.0",
                        "Errors at 6 %"),
                new RollbackConfirmed(ROLLBACK, Role.ON_CALL, "Seen it too"),
                new RollbackAuthorised(ROLLBACK, DEPLOYMENT),
                new RollbackStarted(ROLLBACK, DEPLOYMENT, "error-rate"),
                new RollbackExecutionStarted(ROLLBACK, RollbackKind.CODE, 2, DELIVERY),
                new RollbackExecutionAccepted(ROLLBACK, RollbackKind.CODE, 2),
                new RollbackExecutionFailed(ROLLBACK, RollbackKind.CODE, 1, "deploy.example.com answered 503", NOON),
                new RollbackExecutionUncertain(
                        ROLLBACK, RollbackKind.CODE, 1, "no answer from deploy.example.com", NOON),
                new RollbackStepDone(
                        ROLLBACK,
                        RollbackKind.FLAG,
                        "deploy/run 77",
                        "2.4.0",
                        Set.of("pay-later", "invoice"),
                        "https://ci.example.com/builds/1192",
                        DIGEST,
                        "2.4.0 runs again"),
                new RollbackVerified(ROLLBACK, DEPLOYMENT, REPORT, "All is quiet"),
                new RollbackFailed(ROLLBACK, DEPLOYMENT, RollbackKind.DATA, "The reversal script stopped half-way"),
                new RollbackCompleted(ROLLBACK),
                new RollbackWithdrawn(ROLLBACK, "The probe was broken, not the shop"),
                new RollbackObligationMet(
                        ROLLBACK, "ROOT_CAUSE", "https://wiki.example.com/incidents/17", DIGEST, "With the bank"),
                new NoteEdited(
                        "c-1",
                        NoteSection.BREAKING_CHANGES,
                        "Checkout",
                        "paying later replaces `vouchers` & coupons",
                        LocalDate.of(2026, 6, 30)),
                new NoteAdded(
                        NOTE, NoteSection.BREAKING_CHANGES, "API", "version 1 goes away", LocalDate.of(2026, 12, 31)),
                // Either a change or a note, never both.
                new NoteLeftOut("c-2", null, "Nobody outside sees it"),
                new NotesPublished(LocalDate.of(2026, 3, 2), 2, DIGEST),
                new OverrideGranted(Constraint.FREEZE, "production", "Orders are lost until this is out", NOON),
                new HotfixTriaged("production-outage", "Nobody can pay since 9:12", MIRA),
                new HotfixBranched("hotfix/2.4.1", "v2.4.0", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"),
                new HotfixBudgetOverrun(
                        HotfixPhase.TRIAGE, MORNING, Duration.ofMinutes(15), MORNING.plus(Duration.ofMinutes(15))),
                new ObligationMet("MERGED_BACK", "https://git.example.com/merges/413", "With one conflict"),
                new PolicyRepinProposed(3, "Coverage is measured from now on"),
                new PolicyRepinned(2, 3, ROSA, "Coverage is measured from now on"),
                new AnnouncementRequested("customer-mail", "The marketing team is ready"),
                new AnnouncementStarted("customer-mail", "customers", DIGEST, 2, DELIVERY),
                new AnnouncementSent(
                        "customer-mail",
                        2,
                        false,
                        "<1@mail.example.com>",
                        "https://example.com/news/1",
                        "In four languages"),
                new AnnouncementFailed("customer-mail", 1, "mail.example.com answered 421", NOON),
                new AnnouncementUncertain("customer-mail", 1, "no answer from mail.example.com", NOON),
                new AnnouncementSettled("customer-mail", 1, Settlement.NOT_SENT, "It is not in the outbox"),
                new AnnouncementMissed("week-before", MORNING),
                new ReleaseCompleted("A quiet one"),
                new ReleaseCancelled("The feature was dropped"),
                new FlagDefined(
                        "checkout.pay-later",
                        "checkout",
                        FlagType.RELEASE,
                        "Hides paying later until it is finished",
                        ROSA,
                        FlagValueType.OBJECT,
                        List.of(
                                new FlagVariant("on", json("{\"months\":[3,6],\"rate\":1.50,\"text\":\"später\"}")),
                                new FlagVariant("off", json("{}"))),
                        "on",
                        "off",
                        "2f0d9c1be4a7f310",
                        LocalDate.parse("2026-06-30"),
                        2,
                        RELEASE),
                new FlagTargetingSet(List.of(
                        new TargetingRule(
                                "staff",
                                new Condition.Any(List.of(
                                        new Condition.Comparison(
                                                "user.groups", Operator.IN, List.of(json("\"staff\""), json("7"))),
                                        new Condition.All(List.of(
                                                new Condition.Comparison(
                                                        "appVersion",
                                                        Operator.SEMVER_AT_LEAST,
                                                        List.of(json("\"2.5.0-rc.1\""))),
                                                new Condition.Not(new Condition.Comparison(
                                                        "legacy", Operator.EQUALS, List.of(json("true")))))))),
                                "on"),
                        new TargetingRule(
                                "anonymous",
                                new Condition.Not(new Condition.Comparison("user.id", Operator.PRESENT, List.of())),
                                "off"))),
                new FlagSplitSet(Map.of("on", 7_500, "off", 2_500)),
                new RolloutAdvanced("gradual", 3_250, "The campaign starts today"),
                new RolloutReduced(500, "Errors are up"),
                new RolloutPaused("Waiting for the figures of the weekend"),
                new RolloutResumed(),
                new FlagDisabled("Payments fail", RELEASE, ROLLBACK),
                new FlagEnabled("2.5.1 mends it"),
                new FlagLinked(RELEASE),
                new FlagUnlinked(RELEASE),
                new FlagEndMoved(LocalDate.parse("2026-07-31"), "The supplier is late"),
                new FlagOutlived(),
                new RolloutLingered(),
                new FlagEvaluationsCounted(LocalDate.parse("2026-03-01"), Map.of("on", 12_000L, "off", 4L), 12_004L),
                new FlagCleanedUp("https://git.example.com/checkout/pull/1182", RELEASE),
                new FlagArchived("https://wiki.example.com/flags/pay-later", DIGEST),
                new IncidentOpened(
                        "checkout",
                        "production",
                        "Nobody can pay",
                        Severity.SEV1,
                        IncidentOrigin.ROLLBACK,
                        MORNING,
                        List.of(
                                IncidentLink.toRelease(RELEASE),
                                IncidentLink.toDeployment(RELEASE, DEPLOYMENT),
                                IncidentLink.toRollback(RELEASE, DEPLOYMENT, ROLLBACK),
                                IncidentLink.toAlert(
                                        new IncidentLink.Alert("PaymentsFail", "2f0d9c1be4a7f310", MORNING))),
                        1),
                new IncidentLinked(IncidentLink.toRelease(RELEASE)),
                new IncidentAcknowledged(),
                new SeverityChanged(Severity.SEV2, "Vouchers still work"),
                new ImpactStated("One payment in four failed", MORNING, NOON),
                new LogEntryWritten(
                        LOG_ENTRY, "The pool of connections is **empty**", MORNING, INCIDENT, List.of(3L, 5L)),
                new IncidentRoleAssigned(IncidentRole.COMMANDER, MIRA),
                new IncidentMitigated("The old version is back", NOON),
                new IncidentResolved("2.4.1 is out", NOON),
                new IncidentReopened("It is back"),
                new RootCauseStated(
                        "A query without an index", CauseCategory.CHANGE, List.of("No load test of it"), List.of(3L)),
                new ActionItemAdded(ACTION_ITEM, "Add the index", ROSA, LocalDate.of(2026, 4, 1)),
                new ActionItemDone(ACTION_ITEM, "https://git.example.com/merges/431", "With a test"),
                new ActionItemDropped(ACTION_ITEM, "The table is gone"),
                new ActionItemOverdue(ACTION_ITEM, LocalDate.of(2026, 4, 1)),
                new PostMortemPublished("# What happened", TextDigest.of("# What happened")),
                new ReReleasePlanned(RELEASE, "With the index"),
                new IncidentMerged(INCIDENT, "It is the same outage"),
                new DuplicateTaken(
                        INCIDENT, "checkout", List.of(IncidentLink.toRelease(RELEASE)), "It is the same outage"),
                new IncidentClosed("Thank you all"),
                new PolicyVersionPublished("checkout", 2, policy(), "Canaries only"),
                new FreezeDeclared(FREEZE, MORNING, NOON, "The year is closed", Set.of("staging", "production")),
                new FreezeLifted(FREEZE, "The books are closed"),
                new VersionTookOver(running()),
                new VersionReturned(ROLLBACK, DEPLOYMENT, "2.4.0"),
                new FindingSuppressed(
                        FREEZE,
                        "clean-up-open",
                        "release/" + OTHER_DEPLOYMENT,
                        "hotfix/MERGED_BACK",
                        "The branch is merged after the freeze",
                        NOON),
                new SuppressionWithdrawn(FREEZE, "It is merged"),
                new SuppressionEnded(FREEZE, NOON),
                new CommandRefused(
                        "ApproveStage",
                        ReleaseEvent.stream(RELEASE),
                        7,
                        1,
                        List.of(
                                new CommandRefused.Refused("StagesGoInOrder", "it is the turn of stage QA"),
                                new CommandRefused.Refused("EveryCriterionIsShown", "not shown: smoke-tests")),
                        List.of(new CommandRefused.Asked(
                                "dev.releaseledger.release.stage-approved.v1",
                                EntryJson.mapper().valueToTree(new StageApproved(Stage.QA, DIGEST, null))))),
                new ClaimRefused(
                        "DeployRelease",
                        ReleaseEvent.stream(RELEASE),
                        19,
                        1,
                        "deployment:checkout/production",
                        ReleaseEvent.stream(OTHER_RELEASE),
                        41,
                        List.of(new CommandRefused.Refused(
                                "NoOtherReleaseIsDeployedThere",
                                ReleaseEvent.stream(OTHER_RELEASE) + " is being deployed to checkout/production")),
                        List.of(new CommandRefused.Asked(
                                "dev.releaseledger.release.deployment-started.v1",
                                EntryJson.mapper()
                                        .valueToTree(new DeploymentStarted(
                                                DEPLOYMENT, "production", Strategy.CANARY, null))))),
                new RefusalsCounted(ROSA, 240, MORNING, NOON),
                new EvidenceRead(
                        "7Zc2Fy3QRzqGp0hUeTUj9w",
                        41,
                        46,
                        List.of(
                                new Reading(
                                        ROSA,
                                        List.of("auditor"),
                                        "release/" + RELEASE,
                                        "evidence-bundle",
                                        AccessOutcome.READ,
                                        MORNING,
                                        NOON,
                                        3,
                                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                                new Reading(
                                        ROSA,
                                        List.of("developer@checkout"),
                                        "entries after -1",
                                        "entries",
                                        AccessOutcome.DENIED,
                                        NOON,
                                        NOON,
                                        1,
                                        null)),
                        List.of(new UnopenedRecords(UnopenedRecords.Why.KEY_UNKNOWN, 1, 44, 44))));
    }

    /** The events that can hold less, with no more than they must. */
    static List<Event> least() {
        return List.of(
                new ReleasePlanned(
                        "checkout",
                        "2.5.0",
                        "Pay later, for everyone",
                        ReleaseKind.STANDARD,
                        Strategy.ROLLING,
                        null,
                        ROSA,
                        null,
                        null,
                        1),
                new ChangeAdded("c-1", ChangeCategory.FIX, "Cart: sums add up", null, DINA, null, null, List.of()),
                new EvidenceRecorded(Stage.QA, "exploratory-testing", Outcome.FAILED, "Quentin", null, null, Map.of()),
                new ItemTicked("rollback-plan-documented", null),
                new StageApprovalGiven(Stage.QA, DIGEST, null),
                new StageApproved(Stage.QA, DIGEST, null),
                new StageApprovalReconstructed(Stage.PRODUCTION, DIGEST, MIRA, null),
                new DeploymentStarted(DEPLOYMENT, "staging", Strategy.BIG_BANG, null),
                new RolloutPlanned(DEPLOYMENT, List.of(), null, null, Set.of(), null, Baseline.UNKNOWN),
                new StepTaken(DEPLOYMENT, "batch-1", 25, null, null, null),
                new DeploymentVerified(DEPLOYMENT, "smoke tests", null, null, null),
                new DeploymentFailed(DEPLOYMENT, "smoke tests", null, null, null),
                new HealthReported(
                        DEPLOYMENT,
                        HealthVerdict.NO_DATA,
                        Baseline.UNKNOWN,
                        List.of(new HealthReport(
                                REPORT, MORNING, MORNING.plusSeconds(15), "Olga", 0, null, null, null, null, null))),
                new TriggerFired(
                        DEPLOYMENT,
                        ROLLBACK,
                        "health-checks",
                        RollbackReason.HEALTH_CHECKS,
                        BigDecimal.ZERO,
                        null,
                        BigDecimal.ONE,
                        List.of(REPORT),
                        false),
                new RollbackTriggered(
                        ROLLBACK,
                        DEPLOYMENT,
                        RollbackReason.CRITICAL_BUG,
                        Set.of(RollbackKind.DATA),
                        null,
                        "Orders are lost"),
                new RollbackConfirmed(ROLLBACK, Role.MANAGER, null),
                new RollbackStarted(ROLLBACK, DEPLOYMENT, null),
                new RollbackExecutionFailed(ROLLBACK, RollbackKind.CODE, 5, "deploy.example.com answered 400", null),
                new RollbackExecutionUncertain(
                        ROLLBACK, RollbackKind.CODE, 5, "no answer from deploy.example.com", null),
                new RollbackStepDone(ROLLBACK, RollbackKind.CODE, "Olga", null, Set.of(), null, null, null),
                new RollbackVerified(ROLLBACK, DEPLOYMENT, REPORT, null),
                new RollbackFailed(ROLLBACK, DEPLOYMENT, null, "It is as slow as before"),
                new RollbackObligationMet(ROLLBACK, "DOCUMENTED", null, null, null),
                new NoteEdited("c-1", null, null, "pay later", null),
                new NoteAdded(NOTE, NoteSection.IMPROVEMENTS, null, "Everything is faster", null),
                new NoteLeftOut(null, NOTE, "It is not"),
                new ObligationMet("MERGED_BACK", null, null),
                new AnnouncementRequested("customer-mail", null),
                new AnnouncementSent("week-before", 0, true, null, null, null),
                new AnnouncementFailed("customer-mail", 5, "mail.example.com answered 550", null),
                new AnnouncementUncertain("customer-mail", 5, "no answer from mail.example.com", null),
                new ReleaseCompleted(null),
                new FlagDefined(
                        "enable_rate_limiting",
                        "checkout",
                        FlagType.OPS,
                        "Slows down who asks too often",
                        ROSA,
                        FlagValueType.BOOLEAN,
                        List.of(new FlagVariant("on", json("true")), new FlagVariant("off", json("false"))),
                        "on",
                        "off",
                        "2f0d9c1be4a7f310",
                        null,
                        1,
                        null),
                new RolloutAdvanced(null, 10_000, null),
                new FlagDisabled("Payments fail", null, null),
                new FlagCleanedUp("https://git.example.com/checkout/pull/1182", null),
                new FlagArchived("https://wiki.example.com/flags/pay-later", null),
                new IncidentOpened(
                        "checkout",
                        null,
                        "Nobody can pay",
                        Severity.SEV4,
                        IncidentOrigin.PERSON,
                        MORNING,
                        List.of(),
                        1),
                new ImpactStated("Payments fail", MORNING, null),
                new LogEntryWritten(LOG_ENTRY, "It is slow", null, null, List.of()),
                new RootCauseStated("Nobody knows", CauseCategory.UNKNOWN, List.of(), List.of()),
                new ActionItemDone(ACTION_ITEM, null, null),
                new ReReleasePlanned(null, "It does not come again"),
                new DuplicateTaken(INCIDENT, "checkout", List.of(), "It is the same outage"),
                new IncidentClosed(null),
                new PolicyVersionPublished("checkout", 2, policy(), null),
                new FreezeDeclared(FREEZE, MORNING, null, "The year is closed", Set.of("production")),
                new VersionReturned(ROLLBACK, DEPLOYMENT, null),
                new CommandRefused(
                        "PlanRelease",
                        ReleaseEvent.stream(RELEASE),
                        -1,
                        1,
                        List.of(new CommandRefused.Refused("ActorHasTheRight", "this takes the right PLAN")),
                        List.of()));
    }

    static Stream<Golden> goldens() {
        return Stream.concat(
                full().stream().map(event -> new Golden(event, "", fullEntry(event))),
                least().stream().map(event -> new Golden(event, ".least", leastEntry(event))));
    }

    /** A golden entry: what it says, where it is kept, and what it is written as. */
    record Golden(Event event, String suffix, byte[] entry) {
        EventType type() {
            return Events.typeOf(event);
        }

        /** The file below the folder of golden entries. */
        String file() {
            return Contract.fileOf(type()).replace(".json", suffix + ".json");
        }

        @Override
        public String toString() {
            return file();
        }
    }

    /** The entry with every optional attribute. */
    private static byte[] fullEntry(Event event) {
        return EntryDraft.of(
                        ENTRY,
                        "/release-ledger/example",
                        stream(event),
                        event,
                        new Attribution(
                                ROSA,
                                Set.of(Role.IMPORTER, Role.RELEASE_MANAGER),
                                Instant.parse("2026-03-02T09:29:59.98Z"),
                                Instant.parse("2019-05-01T10:00:00Z")),
                        "0195580a-7c00-7000-8000-0000000000c1",
                        "0195580a-7c00-7000-8000-0000000000ca",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .seal(1234, 7, RECORDED);
    }

    /** The entry without any optional attribute. */
    private static byte[] leastEntry(Event event) {
        return EntryDraft.of(
                        ENTRY,
                        "/release-ledger/example",
                        stream(event),
                        event,
                        new Attribution(ROSA, Set.of(), Instant.parse("2026-03-02T09:29:59Z"), null),
                        "0195580a-7c00-7000-8000-0000000000c1",
                        null,
                        null)
                .seal(0, 0, Instant.parse("2026-03-02T09:30:00Z"));
    }

    /** A part of a policy stands for the whole, so that a golden entry does not follow the default policy. */
    private static JsonNode policy() {
        return EntryJson.mapper().readTree("""
                {"version":2,"strategies":["CANARY"],"environments":{"production":{"stage":"PRODUCTION"}}}""");
    }

    private static JsonNode json(String text) {
        return EntryJson.mapper().readTree(text);
    }

    private static RunningVersion running() {
        return new RunningVersion(OTHER_RELEASE, OTHER_DEPLOYMENT, "2.4.0", Colour.BLUE);
    }

    private static String stream(Event event) {
        return switch (event) {
            case RefusalsCounted counted -> RefusalEvent.actorStream(counted.actor());
            case AuditEvent audit -> AuditEvent.STREAM;
            case FlagEvent flag -> FlagEvent.stream(FLAG);
            case PolicyEvent policy -> PolicyEvent.stream(policy.product());
            case FreezeEvent freeze -> FreezeEvent.stream("checkout");
            case FindingEvent finding -> FindingEvent.stream("checkout");
            case EnvironmentEvent environment -> EnvironmentEvent.stream("checkout", "production");
            case CommandRefused refused -> RefusalEvent.stream(refused.subject());
            case ClaimRefused refused -> RefusalEvent.stream(refused.subject());
            default -> ReleaseEvent.stream(RELEASE);
        };
    }
}
