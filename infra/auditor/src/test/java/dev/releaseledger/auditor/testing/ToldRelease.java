package dev.releaseledger.auditor.testing;

import static dev.releaseledger.auditor.testing.ToldPerson.CI;
import static dev.releaseledger.auditor.testing.ToldPerson.DINA;
import static dev.releaseledger.auditor.testing.ToldPerson.OLE;
import static dev.releaseledger.auditor.testing.ToldPerson.PAULA;
import static dev.releaseledger.auditor.testing.ToldPerson.QUENTIN;
import static dev.releaseledger.auditor.testing.ToldPerson.ROSA;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Artefact;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ContentDigest;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.EnvironmentEffects;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.rule.ActorHasTheRight;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import dev.releaseledger.events.release.rule.Violation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A release under the default policy on its way through its stages, each step into a ledger as it happens. */
public final class ToldRelease {
    private static final ReleasePolicy POLICY = PolicyBook.defaultPolicy();

    private final ToldLedger ledger;
    private final UUID id;
    private final String stream;
    private ReleaseState state = ReleaseState.unplanned();

    /** A release that Rosa plans. */
    public ToldRelease(ToldLedger ledger, String product, String version) {
        this.ledger = ledger;
        this.id = UUID.nameUUIDFromBytes((product + "/" + version).getBytes(StandardCharsets.UTF_8));
        this.stream = ReleaseEvent.stream(id);
        say(ROSA, plan(product, version));
    }

    /** The plan of such a release. */
    public static ReleasePlanned plan(String product, String version) {
        return new ReleasePlanned(
                product,
                version,
                "Pay later",
                ReleaseKind.STANDARD,
                Strategy.ROLLING,
                null,
                ROSA.id(),
                null,
                null,
                POLICY.version());
    }

    /** Its stream. */
    public String stream() {
        return stream;
    }

    /** How it stands. */
    public Release release() {
        return (Release) state;
    }

    /** Says something of it, with what that means for an environment; nobody asks whether it may be said. */
    public ToldRelease say(ToldPerson who, ReleaseEvent event) {
        Attribution by = ledger.as(who);
        Optional<EnvironmentEffects.Effect> effect =
                state instanceof Release release ? EnvironmentEffects.of(id, release, event) : Optional.empty();
        ledger.say(stream, event, by);
        effect.ifPresent(also -> ledger.say(also.stream(), also.event(), by));
        state = state.evolve(event, by);
        return this;
    }

    /** Asks for something that the rules refuse now, and has the refusal recorded. */
    public ToldRelease refused(String command, ToldPerson who, ReleaseEvent event) {
        List<Violation> all = ReleaseRules.judge(release(), List.of(event), ledger.as(who), POLICY, Surroundings.NONE);
        List<Violation> missing =
                all.stream().filter(each -> each.isOf(ActorHasTheRight.class)).toList();
        ledger.refuse(command, stream, POLICY.version(), missing.isEmpty() ? all : missing, event, who);
        return this;
    }

    /** Dina writes so many changes. */
    public ToldRelease changes(int count) {
        for (int i = 0; i < count; i++) {
            say(
                    DINA,
                    new ChangeAdded(
                            "c-" + i,
                            ChangeCategory.FEATURE,
                            "Checkout: pay later, part " + i,
                            null,
                            DINA.id(),
                            null,
                            null,
                            List.of()));
        }
        return this;
    }

    /** Goes through every stage up to this one, and has it approved. */
    public ToldRelease approvedUpTo(Stage last) {
        for (Stage stage : Stage.values()) {
            if (stage.compareTo(last) <= 0) {
                ready(stage);
                say(approverOf(stage), approval(stage));
            }
        }
        return this;
    }

    /** Everything that this stage's gate waits for. */
    public ToldRelease ready(Stage stage) {
        return switch (stage) {
            case DEVELOPMENT -> passed(CI, stage, "features-coded", "unit-tests", "code-reviewed");
            case QA ->
                passed(CI, stage, "integration-tests", "end-to-end-tests")
                        .passed(QUENTIN, stage, "exploratory-testing");
            case STAGING ->
                deployed("staging")
                        .passed(CI, stage, "staging-smoke-tests")
                        .passed(PAULA, stage, "stakeholder-sign-off");
            case PRODUCTION -> ticked();
            case POST_RELEASE ->
                deployed("production")
                        .passed(OLE, Stage.PRODUCTION, "watched-for-issues")
                        .passed(PAULA, stage, "release-notes-communicated")
                        .passed(OLE, stage, "metrics-watched", "issues-responded-to");
        };
    }

    /** An approval of what is there. */
    public StageApproved approval(Stage stage) {
        return new StageApproved(stage, ContentDigest.of(release(), stage), null);
    }

    /** Who may approve a stage. */
    public static ToldPerson approverOf(Stage stage) {
        return switch (stage) {
            case DEVELOPMENT, STAGING, POST_RELEASE -> ROSA;
            case QA -> QUENTIN;
            case PRODUCTION -> PAULA;
        };
    }

    /** Passing evidence. */
    public static EvidenceRecorded evidence(Stage stage, String criterion) {
        return new EvidenceRecorded(
                stage,
                criterion,
                Outcome.PASSED,
                "build 7",
                "https://ci.example.com/builds/7",
                null,
                Map.of("seconds", BigDecimal.valueOf(12)));
    }

    private ToldRelease passed(ToldPerson by, Stage stage, String... criteria) {
        for (String criterion : criteria) {
            say(by, evidence(stage, criterion));
        }
        return this;
    }

    private ToldRelease deployed(String environment) {
        UUID deployment = UUID.nameUUIDFromBytes((stream + environment).getBytes(StandardCharsets.UTF_8));
        return say(CI, new DeploymentStarted(deployment, environment, Strategy.ROLLING, new Artefact("checkout", null)))
                .say(CI, new DeploymentAdvanced(deployment, 100))
                .say(CI, new DeploymentVerified(deployment, "smoke tests", null, null, null));
    }

    private ToldRelease ticked() {
        for (ChecklistItem item : POLICY.itemsBefore(Stage.PRODUCTION, ReleaseKind.STANDARD)) {
            for (ToldPerson person : ToldPerson.values()) {
                if (person.roles().stream().anyMatch(item.tickedBy()::contains)) {
                    say(person, new ItemTicked(item.id(), null));
                    break;
                }
            }
        }
        return this;
    }
}
