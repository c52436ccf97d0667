package dev.releaseledger.events.access;

import static dev.releaseledger.events.access.Right.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the role table, against a copy of it written down here. */
class RoleTableTest {
    private static final Set<Right> APPROVALS =
            Set.of(APPROVE_DEVELOPMENT, APPROVE_QA, APPROVE_STAGING, APPROVE_PRODUCTION, APPROVE_POST_RELEASE);

    /** What each role may, beyond reading its products. */
    private static final Map<Role, Set<Right>> MAY = new EnumMap<>(Map.ofEntries(
            // Ticking is needed for the items of the release day, which nobody else answers for.
            Map.entry(
                    Role.RELEASE_MANAGER,
                    Set.of(
                            PLAN,
                            RESCHEDULE,
                            CHANGE_CONTENT,
                            WRITE_NOTES,
                            ANNOUNCE,
                            ANNOUNCE_INSIDE,
                            TICK,
                            PROPOSE_WAIVER,
                            PROPOSE_REPIN,
                            APPROVE_DEVELOPMENT,
                            APPROVE_STAGING,
                            APPROVE_POST_RELEASE,
                            DEPLOY,
                            ADVANCE,
                            RUN_ROLLBACK,
                            MEET_OBLIGATION,
                            COMPLETE,
                            CANCEL,
                            CHANGE_FLAG,
                            ADVANCE_FLAG,
                            HOLD_FLAG,
                            CLEAN_UP_FLAG,
                            ARCHIVE_FLAG)),
            Map.entry(
                    Role.DEVELOPER,
                    Set.of(
                            CHANGE_CONTENT,
                            TICK,
                            BRANCH_HOTFIX,
                            MEET_OBLIGATION,
                            WRITE_INCIDENT_LOG,
                            CHANGE_FLAG,
                            CLEAN_UP_FLAG,
                            ARCHIVE_FLAG)),
            Map.entry(
                    Role.CI,
                    Set.of(
                            CHANGE_CONTENT,
                            RECORD_EVIDENCE,
                            DEPLOY,
                            ADVANCE,
                            VERIFY,
                            REPORT_HEALTH,
                            RUN_ROLLBACK,
                            OPEN_INCIDENT,
                            CLEAN_UP_FLAG)),
            Map.entry(Role.QA_LEAD, Set.of(RECORD_EVIDENCE, TICK, APPROVE_QA)),
            // A sign-off is a tick or the evidence of a stakeholder.
            Map.entry(
                    Role.PRODUCT_OWNER,
                    Set.of(
                            ANNOUNCE,
                            RECORD_EVIDENCE,
                            TICK,
                            APPROVE_STAGING,
                            APPROVE_PRODUCTION,
                            CHANGE_FLAG,
                            ADVANCE_FLAG,
                            HOLD_FLAG,
                            ARCHIVE_FLAG)),
            // Who is on call watches the release, and says what was seen.
            Map.entry(
                    Role.ON_CALL,
                    Set.of(
                            RECORD_EVIDENCE,
                            TICK,
                            VERIFY,
                            REPORT_HEALTH,
                            TRIGGER_ROLLBACK,
                            CONFIRM_ROLLBACK,
                            RUN_ROLLBACK,
                            TRIAGE_HOTFIX,
                            MEET_OBLIGATION,
                            OPEN_INCIDENT,
                            RUN_INCIDENT,
                            WRITE_INCIDENT_LOG,
                            HOLD_FLAG)),
            Map.entry(
                    Role.MANAGER,
                    Set.of(
                            GRANT_WAIVER,
                            APPROVE_PRODUCTION,
                            CONFIRM_ROLLBACK,
                            OVERRIDE,
                            GRANT_REPIN,
                            SUPPRESS_FINDING)),
            Map.entry(Role.SUPPORT, Set.of(TICK, MEET_OBLIGATION, OPEN_INCIDENT, RUN_INCIDENT, WRITE_INCIDENT_LOG)),
            Map.entry(Role.IMPORTER, Set.of(BACKFILL)),
            Map.entry(Role.AUDITOR, Set.of(READ_REFUSALS, READ_ENTRIES, READ_ACCESS, RESOLVE_NAMES)),
            Map.entry(
                    Role.ADMIN,
                    Set.of(
                            READ_REFUSALS,
                            READ_ENTRIES,
                            READ_ACCESS,
                            RESOLVE_NAMES,
                            PUBLISH_POLICY,
                            FREEZE,
                            KEEP_DIRECTORY,
                            REBUILD))));

    static Stream<Arguments> cells() {
        return Stream.of(Role.values())
                .flatMap(role -> Stream.of(Right.values()).map(right -> Arguments.of(role, right)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyCellIsAsWrittenDown(Role role, Right right) {
        assertThat(RoleTable.standard().grants(role, right))
                .isEqualTo(right == READ || MAY.getOrDefault(role, Set.of()).contains(right));
    }

    @Test
    void severalRolesGiveWhatAnyOfThemGives() {
        assertThat(RoleTable.standard().grants(List.of(Role.SUPPORT, Role.MANAGER), GRANT_WAIVER))
                .isTrue();
        assertThat(RoleTable.standard().grants(List.of(Role.SUPPORT, Role.DEVELOPER), GRANT_WAIVER))
                .isFalse();
        assertThat(RoleTable.standard().grants(List.of(), READ)).isFalse();
    }

    @Test
    void theRolesWithARightAreThoseThatGrantIt() {
        for (Right right : Right.values()) {
            assertThat(RoleTable.standard().rolesWith(right))
                    .containsExactlyElementsOf(Stream.of(Role.values())
                            .filter(role -> RoleTable.standard().grants(role, right))
                            .toList());
        }
    }

    @Test
    void anAdminNeverApproves_andAnAuditorChangesNothing() {
        assertThat(APPROVALS).noneMatch(right -> RoleTable.standard().grants(Role.ADMIN, right));
        assertThat(Stream.of(Right.values())
                        .filter(right -> RoleTable.standard().grants(Role.AUDITOR, right)))
                .containsOnly(READ, READ_REFUSALS, READ_ENTRIES, READ_ACCESS, RESOLVE_NAMES);
    }

    @Test
    void nobodyProposesAWaiverAndGrantsItByTheSameRole() {
        assertThat(Role.values())
                .noneMatch(role -> RoleTable.standard().grants(role, PROPOSE_WAIVER)
                        && RoleTable.standard().grants(role, GRANT_WAIVER));
    }

    @Test
    void whomThePolicyAsks_theTableLets() {
        ReleasePolicy policy = PolicyBook.defaultPolicy();
        assertThat(policy.items().stream().flatMap(item -> item.tickedBy().stream()))
                .allMatch(role -> RoleTable.standard().grants(role, TICK));
        assertThat(policy.stages().stream()
                        .flatMap(stage -> stage.criteria().stream())
                        .flatMap(criterion -> criterion.evidenceBy().stream()))
                .allMatch(role -> RoleTable.standard().grants(role, RECORD_EVIDENCE));
    }
}
