package dev.releaseledger.bench.gates;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.ApprovalPolicy;
import dev.releaseledger.events.policy.Checklist;
import dev.releaseledger.events.policy.ChecklistItem;
import dev.releaseledger.events.policy.Criterion;
import dev.releaseledger.events.policy.Involved;
import dev.releaseledger.events.policy.Measure;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.policy.Sight;
import dev.releaseledger.events.policy.StagePolicy;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The default policy, but with six criteria and six checklist items before each of the five gates, and with two approvals, of
 * people who had no part in the release, before {@code STAGING} and {@code PRODUCTION}.
 */
final class LongPolicy {
    /** Under what name evidence gives what is measured. */
    static final String COVERAGE = "coverage";

    static final String STAGING = "staging";

    /** How long evidence counts where it does not count for ever. */
    static final Duration A_DAY = Duration.ofDays(1);

    private static final BigDecimal LEAST_COVERAGE = BigDecimal.valueOf(80);
    private static final Set<ReleaseKind> EVERY_KIND = Set.of(ReleaseKind.values());

    /** What a stage has to show. */
    enum Shows {
        TESTS_PASS,
        COVERAGE_SUFFICES,
        /** Again every day. */
        SCAN_IS_FRESH,
        LOAD_IS_BORNE,
        /** From {@code STAGING} on: that it is deployed there, which the ledger sees for itself. */
        IT_RUNS,
        REVIEW_IS_DONE;

        String id(Stage stage) {
            return named(stage, this);
        }
    }

    /** What people confirm before a gate. */
    enum Item {
        NOTES_WRITTEN,
        RUNBOOK_UPDATED,
        MIGRATIONS_TESTED,
        CUSTOMERS_TOLD,
        /** Seen by the ledger: the tests pass. */
        TESTS_SEEN,
        /** Seen by the ledger: the scan is fresh. */
        SCAN_SEEN;

        String id(Stage stage) {
            return named(stage, this);
        }
    }

    private LongPolicy() {}

    static ReleasePolicy policy() {
        ReleasePolicy base = PolicyBook.defaultPolicy();
        return new ReleasePolicy(
                base.version(),
                base.strategies(),
                base.environments(),
                base.stages().stream().map(LongPolicy::longer).toList(),
                Arrays.stream(Stage.values()).map(LongPolicy::checklist).toList(),
                base.triggers(),
                base.deployments(),
                base.health(),
                base.flagPhases(),
                base.rollback(),
                base.hotfix(),
                base.announcements(),
                base.windows(),
                base.incidents(),
                base.findings(),
                base.team());
    }

    private static StagePolicy longer(StagePolicy base) {
        Stage stage = base.stage();
        boolean takesTwo = stage == Stage.STAGING || stage == Stage.PRODUCTION;
        return new StagePolicy(
                stage,
                Arrays.stream(Shows.values())
                        .map(what -> criterion(stage, what))
                        .toList(),
                takesTwo ? new ApprovalPolicy(base.approval().roles(), 2, Set.of(Involved.values())) : base.approval(),
                Map.of());
    }

    private static Criterion criterion(Stage stage, Shows what) {
        boolean seen = what == Shows.IT_RUNS && stage.compareTo(Stage.STAGING) >= 0;
        return new Criterion(
                what.id(stage),
                "Before " + stage + ": " + what,
                stage,
                seen ? Set.of() : Set.of(Role.CI),
                true,
                seen ? new Sight.Deployed(STAGING) : null,
                EVERY_KIND,
                what == Shows.COVERAGE_SUFFICES ? List.of(new Measure(COVERAGE, LEAST_COVERAGE, null)) : List.of(),
                what == Shows.SCAN_IS_FRESH ? A_DAY : null);
    }

    private static Checklist checklist(Stage stage) {
        return new Checklist(
                named(stage, "checklist"),
                "Before " + stage,
                stage,
                false,
                EVERY_KIND,
                Arrays.stream(Item.values()).map(item -> item(stage, item)).toList());
    }

    private static ChecklistItem item(Stage stage, Item item) {
        Sight seen = switch (item) {
            case NOTES_WRITTEN, RUNBOOK_UPDATED, MIGRATIONS_TESTED, CUSTOMERS_TOLD -> null;
            case TESTS_SEEN -> new Sight.Shown(Shows.TESTS_PASS.id(stage));
            case SCAN_SEEN -> new Sight.Shown(Shows.SCAN_IS_FRESH.id(stage));
        };
        return new ChecklistItem(
                item.id(stage),
                "What people confirm",
                "Before " + stage + ": " + item,
                seen == null ? Set.of(Role.RELEASE_MANAGER) : Set.of(),
                true,
                seen,
                EVERY_KIND);
    }

    private static String named(Stage stage, Object what) {
        return (stage + "-" + what).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
