package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Consumed;
import dev.releaseledger.acceptance.harness.Gates;
import dev.releaseledger.acceptance.harness.HistoryFile;
import dev.releaseledger.acceptance.harness.Importing;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.importer.mapping.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * One history, imported as three products: under the default policy, under one that asks for next to nothing, and under one
 * that asks for more than the past can show. What the past is judged by is only what it can be judged by: the strategies and
 * the criteria that there are, and the order of things, but neither what was shown nor who approved.
 */
@ExtendWith(LogsOnFailure.class)
class ImportedHistoryUnderPoliciesIT {
    /** So few that each refusal is recorded singly, and of the real history enough to hold whatever it brings. */
    private static final int RELEASES = 45;

    private static final String DEFAULT = "past-as-ever";
    private static final String LAX = "past-lax";
    private static final String STRICT = "past-strict";

    private static final String LAX_POLICY = """
            {"comment": "Whatever works",
             "stages": [
              {"stage": "DEVELOPMENT"},
              {"stage": "QA", "criteria": [
                {"id": "exploratory-testing", "title": "Somebody tried it", "evidenceBy": ["qa-lead"],
                 "boundToContent": false, "appliesTo": ["STANDARD"]}]},
              {"stage": "STAGING"}, {"stage": "PRODUCTION"}, {"stage": "POST_RELEASE"}],
             "checklists": [],
             "windows": {"enforced": false}}
            """;

    private static final String STRICT_POLICY = """
            # Nothing at once, and whatever is tried is tried by machines.
            comment: No more big bangs
            strategies: [ROLLING, BLUE_GREEN, CANARY]
            stages:
              - stage: DEVELOPMENT
                criteria:
                  - {id: unit-tests, title: Unit tests passing, evidenceBy: [ci], validFor: P1D,
                     measures: [{value: coverage, atLeast: 90}]}
                  - {id: dependencies-scanned, title: Dependencies scanned, evidenceBy: [ci]}
              - stage: QA
                approval: {approvals: 3}
                criteria:
                  - {id: load-tests, title: Carries the load, evidenceBy: [ci]}
              - stage: STAGING
                criteria:
                  - {id: deployed-to-staging, title: Deployed to staging,
                     shownBy: {sight: deployed, environment: staging}}
              - stage: PRODUCTION
                approval: {approvals: 2, roles: [manager], differsFrom: [PLANNER, AUTHORS, EARLIER_APPROVERS]}
              - stage: POST_RELEASE
                criteria:
                  - {id: deployment-verified, title: Verified in production,
                     shownBy: {sight: verified, environment: production}}
            checklists:
              - id: before-production
                title: Before production
                gate: PRODUCTION
                items:
                  - {id: rollback-plan-documented, section: Plans, title: Rollback plan documented,
                     tickedBy: [release-manager]}
            """;

    private static final Ledger LEDGER = SharedLedger.get();
    private static final HistoryFile HISTORY = HistoryFile.realWhereThereIsOne();

    private static Importing strict;
    private static Consumed consumed;
    /** The default policy's releases by version: what there is to record. */
    private static Map<String, Past> pasts;

    private final Caller auditor = LEDGER.as("the-auditor", "auditor");

    /**
     * A version as the default policy let it be recorded.
     *
     * @param story the types of its entries, a word each
     */
    private record Past(String version, boolean hotfix, boolean bigBang, List<String> story) {
        boolean wasTried() {
            return story.contains("evidence-recorded");
        }
    }

    @BeforeAll
    static void importTheSameHistoryUnderEachPolicy() {
        Caller admin = LEDGER.as("the-admin", "admin");
        admin.postText("/v1/policies/" + LAX, LAX_POLICY, "application/json").expect(201);
        admin.postText("/v1/policies/" + STRICT, STRICT_POLICY, "application/yaml")
                .expect(201);
        under(DEFAULT).expectWhole();
        under(LAX).expectWhole();
        strict = under(STRICT);
        consumed = LEDGER.whole();
        pasts = pasts();
        assertThat(pasts).hasSize(RELEASES);
        assertThat(pasts.values())
                .as("it is worth the comparison")
                .anyMatch(Past::bigBang)
                .anyMatch(past -> !past.bigBang() && past.wasTried())
                .anyMatch(past -> !past.bigBang() && !past.wasTried());
    }

    private static Importing under(String product) {
        return Importing.under(product, HISTORY.file(), RELEASES, LEDGER.commandService(0));
    }

    private static Map<String, Past> pasts() {
        Map<String, Past> byVersion = new LinkedHashMap<>();
        for (Envelope planned : consumed.ofType("release-planned.v1")) {
            JsonNode plan = planned.data();
            if (plan.path("product").asString().equals(DEFAULT)) {
                String version = plan.path("version").asString();
                byVersion.put(
                        version,
                        new Past(
                                version,
                                plan.path("kind").asString().equals("HOTFIX"),
                                plan.path("strategy").asString().equals("BIG_BANG"),
                                consumed.story(planned.subject())));
            }
        }
        return byVersion;
    }

    @Test
    void underTheLaxPolicy_everythingIsRecordedThatTheDefaultLetsBe_andNothingIsRefused() {
        pasts.forEach((version, past) -> {
            UUID release = Ids.release(LAX, version);
            assertThat(consumed.story(Team.stream(release))).as(version).isEqualTo(past.story());
            assertThat(refusals(release)).as(version).isEmpty();
            assertThat(auditor.get(path(release))
                            .expect(200)
                            .json()
                            .path("policyVersion")
                            .asInt())
                    .isEqualTo(2);
        });
    }

    @Test
    void underTheStrictPolicy_whatItForbidsIsRefusedAndRecorded_andEverythingElseIsAsItWas() {
        long refused = 0;
        for (Past past : pasts.values()) {
            UUID release = Ids.release(STRICT, past.version());
            List<String> story = consumed.story(Team.stream(release));
            if (past.bigBang()) {
                refused++;
                assertThat(story).as(past.version()).isEmpty();
                auditor.get(path(release)).expect(404).requireProblem();
                auditor.get(path(release, "gates")).expect(404).requireProblem();
                isTheOnlyRefusal(
                        release,
                        "PlanRelease",
                        -1,
                        "StrategyIsAllowed",
                        "the policy allows [ROLLING, BLUE_GREEN, CANARY], not BIG_BANG");
            } else if (past.wasTried()) {
                refused++;
                List<String> before = past.story().subList(0, past.story().indexOf("evidence-recorded"));
                assertThat(story).as(past.version()).isEqualTo(before);
                isTheOnlyRefusal(
                        release,
                        "RecordEvidence",
                        before.size() - 1L,
                        "CriterionIsInThePolicy",
                        "stage QA has no criterion exploratory-testing; it has load-tests");
            } else {
                assertThat(story).as(past.version()).isEqualTo(past.story());
                assertThat(refusals(release)).as(past.version()).isEmpty();
            }
        }
        assertThat(strict.exitCode()).as(strict.said()).isEqualTo(1);
        assertThat(strict.refused()).as(strict.said()).isEqualTo(refused);
        assertThat(strict.releases()).as(strict.said()).isEqualTo(RELEASES - refused);
        whatStoppedAtARefusal_takesNoApprovalOfNow_asItsGatesSay();
    }

    @Test
    void givenTheStrictImportAgain_whatWasRefusedIsRefusedAgain_andNothingIsAdded() {
        long before = LEDGER.whole(consumed.size() - 1).size();

        Importing again = under(STRICT);

        assertThat(again.refused()).isEqualTo(strict.refused());
        assertThat(again.releases()).isEqualTo(strict.releases());
        assertThat(LEDGER.whole(before - 1).size()).isEqualTo(before);
    }

    @Test
    void theGatesNameEverythingThatTheStrictPolicyMisses_andNextToNothingUnderTheLaxOne() {
        for (Past past : pasts.values()) {
            Gates.Standing lax = gates(LAX, past);
            assertThat(lax.byStage().values()).as(past.version()).allSatisfy(gate -> {
                assertThat(gate.path("standing").asString()).isEqualTo("RECONSTRUCTED");
                assertThat(gate.path("refusal")).isEmpty();
            });
            assertThat(missing(lax))
                    .as(past.version())
                    .containsExactlyElementsOf(
                            past.hotfix() || past.wasTried()
                                    ? List.of()
                                    : List.of("QA: exploratory-testing (no evidence)"));
            if (past.bigBang()) {
                continue;
            }
            Gates.Standing strictly = gates(STRICT, past);
            List<String> wanted = new ArrayList<>(List.of(
                    "DEVELOPMENT: unit-tests (no evidence)",
                    "DEVELOPMENT: dependencies-scanned (no evidence)",
                    "QA: load-tests (no evidence)",
                    "STAGING: deployed-to-staging (no evidence)",
                    "PRODUCTION: rollback-plan-documented"));
            if (past.wasTried()) {
                // It stopped on its way, and was never verified.
                wanted.add("POST_RELEASE: deployment-verified (no evidence)");
            }
            assertThat(missing(strictly)).as(past.version()).containsExactlyElementsOf(wanted);
            assertThat(strictly.gate("QA").at("/approvals/needed").asInt()).isEqualTo(3);
            assertThat(strictly.gate("QA").at("/approvals/given")).hasSize(past.wasTried() ? 0 : 1);
            assertThat(strictly.gate("PRODUCTION").path("standing").asString())
                    .isEqualTo(past.wasTried() ? "SHUT" : "RECONSTRUCTED");
        }
    }

    private void whatStoppedAtARefusal_takesNoApprovalOfNow_asItsGatesSay() {
        Past stopped = pasts.values().stream()
                .filter(past -> !past.bigBang() && past.wasTried())
                .findFirst()
                .orElseThrow();
        UUID release = Ids.release(STRICT, stopped.version());
        new Gates(LEDGER, release)
                .after(0)
                .refuse(
                        "DEVELOPMENT",
                        "BackfillStaysInThePast: the release was recorded after the fact; plan a release of its own for"
                                + " what happens now",
                        "EveryCriterionIsShown: not shown: unit-tests (no evidence), dependencies-scanned (no"
                                + " evidence)");
    }

    private Gates.Standing gates(String product, Past past) {
        return new Gates(LEDGER, Ids.release(product, past.version())).shown(0);
    }

    /** What is not shown and not ticked, as the gates tell it. */
    private static List<String> missing(Gates.Standing gates) {
        List<String> missing = new ArrayList<>();
        gates.byStage().forEach((stage, gate) -> {
            for (JsonNode criterion : gate.path("criteria")) {
                if (!criterion.path("lack").isNull()) {
                    missing.add(stage + ": " + criterion.path("id").asString() + " ("
                            + criterion.path("lack").asString() + ")");
                }
            }
            for (JsonNode item : gate.path("items")) {
                if (!item.path("done").asBoolean()) {
                    missing.add(stage + ": " + item.path("id").asString());
                }
            }
        });
        return missing;
    }

    private void isTheOnlyRefusal(UUID release, String command, long subjectSequence, String rule, String reason) {
        assertThat(refusals(release)).singleElement().satisfies(refusal -> {
            assertThat(refusal.path("command").asString()).isEqualTo(command);
            assertThat(refusal.path("subject").asString()).isEqualTo(Team.stream(release));
            assertThat(refusal.path("subjectSequence").asLong()).isEqualTo(subjectSequence);
            assertThat(refusal.path("policyVersion").asInt()).isEqualTo(2);
            assertThat(refusal.path("violations")).hasSize(1);
            assertThat(refusal.at("/violations/0/rule").asString()).isEqualTo(rule);
            assertThat(refusal.at("/violations/0/reason").asString()).isEqualTo(reason);
            assertThat(refusal.path("asked")).hasSize(1);
        });
        assertThat(strict.said()).contains(reason);
    }

    /** What was refused of a release, as an auditor reads it; nothing of one of which nothing was. */
    private List<JsonNode> refusals(UUID release) {
        return auditor.get(path(release, "refusals") + "?limit=100")
                .expect(200)
                .json()
                .path("entries")
                .valueStream()
                .map(entry -> entry.at("/entry/data"))
                .toList();
    }
}
