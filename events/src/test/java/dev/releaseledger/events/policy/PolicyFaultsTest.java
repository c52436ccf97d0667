package dev.releaseledger.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.release.CautiousPolicy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A policy that could not be followed to its end is told so, where and why. */
class PolicyFaultsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /strategies                            | []                      | strategies | is empty
            /environments                          | {"staging":{"stage":"STAGING"},"production":{"stage":"PRODUCTION"},"Prod 2":{}} | environments.Prod 2 | is "Prod 2"
            /environments                          | {"production":{"stage":"PRODUCTION"}} | stages[2].criteria[0].shownBy.environment | names "staging"
            /environments                          | {"staging":{},"production":{}} | environments | have none of the stage PRODUCTION
            /environments/qa/stage                 | "TESTING"               | environments.qa.stage | is "TESTING"
            /environments/qa                       | "QA"                    | environments.qa | is a string
            /stages/0/criteria/0/boundToContent    | "yes"                   | stages[0].criteria[0].boundToContent | is a string
            /checklists/0/items/0/boundToContent   | 1                       | checklists[0].items[0].boundToContent | is a number
            /stages/1/stage                        | "DEVELOPMENT"           | stages | are [DEVELOPMENT, DEVELOPMENT
            /stages/0/criteria/0/id                | "Features"              | stages[0].criteria[0].id | is "Features"
            /stages/0/criteria/0/id                | "integration-tests"     | stages[1].criteria[0].id | is there already
            /stages/0/criteria/0/title             | " "                     | stages[0].criteria[0].title | is not a line of text
            /stages/1/criteria/0/gate              | "DEVELOPMENT"           | stages[1].criteria[0].gate | is DEVELOPMENT
            /stages/3/criteria/0/gate              | "PRODUCTION"            | stages[3].criteria[0].shownBy.environment | only after the gate of PRODUCTION
            /stages/0/criteria/0/evidenceBy        | ["auditor"]             | stages[0].criteria[0].evidenceBy | names auditor, which may not
            /stages/0/criteria/0/evidenceBy        | []                      | stages[0].criteria[0] | is shown by nobody
            /stages/0/criteria/0/appliesTo         | []                      | stages[0].criteria[0].appliesTo | is empty
            /stages/0/criteria/0/validFor          | "PT0S"                  | stages[0].criteria[0].validFor | is PT0S
            /stages/0/criteria/0/validFor          | "PT0.000000001S"        | stages[0].criteria[0].validFor | is PT0.000000001S
            /stages/0/criteria/0/validFor          | "-PT1H"                 | stages[0].criteria[0].validFor | is PT-1H
            /stages/0/criteria/0/validFor          | "P4000D"                | stages[0].criteria[0].validFor | is PT96000H
            /stages/0/criteria/0/measures          | [{"value":"coverage"}]  | stages[0].criteria[0].measures[0] | has no threshold
            /stages/0/criteria/0/measures          | [{"value":"a b","atMost":1}] | stages[0].criteria[0].measures[0].value | is "a b"
            /stages/0/criteria/0/measures          | [{"value":"a","atLeast":3,"atMost":2}] | stages[0].criteria[0].measures[0].atMost | is below atLeast
            /stages/0/criteria/0/measures          | [{"value":"a","atMost":2},{"value":"a","atMost":3}] | stages[0].criteria[0].measures[1].value | is there twice
            /stages/2/criteria/0/measures          | [{"value":"a","atMost":2}] | stages[2].criteria[0].measures | nobody's evidence counts
            /stages/3/approval/approvals           | 0                       | stages[3].approval.approvals | is 0
            /stages/3/approval/approvals           | 6                       | stages[3].approval.approvals | is 6
            /stages/3/approval/roles               | []                      | stages[3].approval.roles | is empty
            /stages/3/approval/roles               | ["manager","admin"]     | stages[3].approval.roles | names admin, which may not
            /stages/3/approvalOf                   | {"HOTFIX":{"roles":["developer"]}} | stages[3].approvalOf.HOTFIX.roles | names developer
            /checklists/1/id                       | "pre-release"           | checklists[1].id | is there already
            /checklists/0/items/0/id               | "unit-tests"            | checklists[0].items[0].id | is there already
            /checklists/0/items/0/tickedBy         | ["ci"]                  | checklists[0].items[0].tickedBy | names ci, which may not
            /checklists/0/items/0/tickedBy         | []                      | checklists[0].items[0] | is shown by nobody
            /checklists/0/items/0/section          | ""                      | checklists[0].items[0].section | is not a line of text
            /checklists/0/items/0/shownBy          | {"sight":"shown","criterion":"luck"} | checklists[0].items[0].shownBy.criterion | names "luck"
            /checklists/0/items/0/shownBy          | {"sight":"verified","environment":"production"} | checklists[0].items[0].shownBy.environment | only after the gate of PRODUCTION
            /checklists/0/items/0/shownBy          | {"sight":"announced","announcement":"luck"} | checklists[0].items[0].shownBy.announcement | names "luck"
            /checklists/0/items/1/shownBy          | {"sight":"announced","announcement":"customer-mail"} | checklists[0].items[1].shownBy.announcement | made for some releases only
            /checklists/0/items/1/shownBy          | {"sight":"shown","criterion":"deployed-to-production"} | checklists[0].items[1].shownBy.criterion | only after the gate of PRODUCTION
            /checklists/0/items/1/shownBy          | {"sight":"announced","announcement":"successful"} | checklists[0].items[1].shownBy.announcement | only after the gate of PRODUCTION
            /triggers/0/id                         | "latency"               | triggers[1].id | is there already
            /triggers/0/abovePercent               | 101                     | triggers[0].abovePercent | is 101
            /triggers/1/aboveTimesBaseline         | 0.5                     | triggers[1].aboveTimesBaseline | is 0.5
            /triggers/3/downMoreThanPercent        | -1                      | triggers[3].downMoreThanPercent | is -1
            /triggers/1/baselineMillis             | 0                       | triggers[1].baselineMillis | is 0
            /triggers/3/baseline                   | -1                      | triggers[3].baseline | is -1
            /triggers/0/repeats                    | {"times":0,"of":1}      | triggers[0].repeats.times | is 0
            /triggers/0/repeats                    | {"times":3,"of":2}      | triggers[0].repeats.times | is 3
            /triggers/0/repeats                    | {"times":1,"of":0}      | triggers[0].repeats.of | is 0
            /triggers/0/repeats                    | {"times":1,"of":21}     | triggers[0].repeats.of | is 21
            /triggers/0/repeats                    | {"times":1}             | triggers[0].repeats.of | is missing
            /deployments/canary/steps              | []                      | deployments.canary.steps | is empty
            /deployments/canary/steps              | [{"percent":0},{"percent":100}] | deployments.canary.steps[0].percent | is 0
            /deployments/canary/steps              | [{"percent":50},{"percent":50},{"percent":100}] | deployments.canary.steps[1].percent | is 50
            /deployments/canary/steps              | [{"percent":50},{"percent":25},{"percent":100}] | deployments.canary.steps[1].percent | is 25
            /deployments/canary/steps              | [{"percent":50},{"percent":99}] | deployments.canary.steps[1].percent | is 99
            /deployments/canary/steps              | [{"percent":50},{"percent":101}] | deployments.canary.steps[1].percent | is 101
            /deployments/canary/steps              | [{"percent":100,"atLeast":"-PT1S"}] | deployments.canary.steps[0].atLeast | is PT-1S
            /deployments/canary/steps              | [{"percent":100,"atLeast":"P4000D"}] | deployments.canary.steps[0].atLeast | is PT96000H
            /deployments/canary/judged             | "yes"                   | deployments.canary.judged | is a string
            /deployments/rolling/instances         | 0                       | deployments.rolling.instances | is 0
            /deployments/rolling/instances         | 10001                   | deployments.rolling.instances | is 10001
            /deployments/rolling/batch             | 0                       | deployments.rolling.batch | is 0
            /deployments/rolling/batch             | 5                       | deployments.rolling.batch | is 5
            /deployments/rolling                   | {"instances":1001,"batch":10} | deployments.rolling.batch | is 10 of 1001
            /deployments/blueGreen/keep            | "-PT1S"                 | deployments.blueGreen.keep | is PT-1S
            /health/interval                       | "PT0.5S"                | health.interval | is PT0.5S
            /health/interval                       | "PT1H1S"                | health.interval | is PT1H1S
            /health/watch                          | "PT0S"                  | health.watch | is PT0S
            /health/watch                          | "P15D"                  | health.watch | is PT360H
            /health/fold                           | "PT31S"                 | health.fold | is PT31S
            /health/fold                           | "-PT1S"                 | health.fold | is PT-1S
            /health/leastSamples                   | 0                       | health.leastSamples | is 0
            /health/required                       | ["LUCK"]                | health.required[0] | is "LUCK"
            /health/queries                        | {"LATENCY":" "}         | health.queries.LATENCY | has 1 characters
            /health/queries                        | {"LUCK":"up"}           | health.queries.LUCK | is not a field here
            /health/samples                        | ""                      | health.samples | has 0 characters
            /stages/3/criteria/2/shownBy/during    | "PT16M"                 | stages[3].criteria[2].shownBy.during | is PT16M
            /stages/3/criteria/2/shownBy/during    | "PT0S"                  | stages[3].criteria[2].shownBy.during | is PT0S
            /stages/3/criteria/2/shownBy/environment | "moon"                | stages[3].criteria[2].shownBy.environment | names "moon"
            /stages/3/criteria/2/gate              | "PRODUCTION"            | stages[3].criteria[2].shownBy.environment | only after the gate of PRODUCTION
            /checklists/0/items/1/shownBy          | {"sight":"announced","announcement":"rolled-back"} | checklists[0].items[1].shownBy.announcement | only after the gate of PRODUCTION
            /rollback/kinds                        | []                      | rollback.kinds | is empty
            /rollback/kinds                        | ["LUCK"]                | rollback.kinds[0] | is "LUCK"
            /rollback/obligations/0/id             | "root cause"            | rollback.obligations[0].id | is "root cause"
            /rollback/obligations/0/id             | "ROOT_CAUSE"            | rollback.obligations[1].id | is there already
            /announcements/8/moment                | {"moment":"ON_ROLLBACK_DONE"} | announcements[8].moment.moment | is "ON_ROLLBACK_DONE"
            /rollback/preAuthorised                | ["luck"]                | rollback.preAuthorised | names "luck"
            /flagPhases/phases/1/fromPercent       | 10                      | flagPhases.phases[1].fromPercent | is 10
            /flagPhases/phases/3/toPercent         | 101                     | flagPhases.phases[3].toPercent | is 101
            /flagPhases/phases/0/atMost            | "PT1H"                  | flagPhases.phases[0].atMost | is PT1H
            /flagPhases/phases/2/pointsADay        | 0                       | flagPhases.phases[2].pointsADay | is 0
            /flagPhases/cleanUpWithin              | "PT0S"                  | flagPhases.cleanUpWithin | is PT0S
            /flagPhases/phases                     | [{"id":"a","title":"A","fromPercent":0,"toPercent":50}] | flagPhases.phases | end at 50
            /hotfix/qualifies                      | []                      | hotfix.qualifies | is empty
            /hotfix/doesNotQualify/0/id            | "production-outage"     | hotfix.doesNotQualify[0].id | is there already
            /hotfix/budgets                        | {"TRIAGE":"PT15M","DEVELOPMENT":"PT4H","TESTING":"PT1H"} | hotfix.budgets.DEPLOYMENT | is missing
            /hotfix/budgets/TRIAGE                 | "PT0S"                  | hotfix.budgets.TRIAGE | is PT0S
            /hotfix/obligations/0/id               | "merged back"           | hotfix.obligations[0].id | is "merged back"
            /announcements/0/id                    | "deploying-now"         | announcements[1].id | is there already
            /announcements/0/template              | "../secret"             | announcements[0].template | is "../secret"
            /announcements/0/channel               | "A"                     | announcements[0].channel | is "A"
            /announcements/0/moment/offset         | "PT0S"                  | announcements[0].moment.offset | is PT0S
            /announcements/0/allowance             | "PT0S"                  | announcements[0].allowance | is PT0S
            /announcements/0/onlyFor               | []                      | announcements[0].onlyFor | is empty
            /windows/environments                  | ["moon"]                | windows.environments | names "moon"
            /windows/overrideValidFor              | "PT0S"                  | windows.overrideValidFor | is PT0S
            /incidents/severityOf                  | {"ROLLBACK":"SEV1","HOTFIX":"SEV2"} | incidents.severityOf.ALERT | is missing
            /incidents/severityOf                  | {"ROLLBACK":"SEV1","HOTFIX":"SEV2","ALERT":"SEV3","PERSON":"SEV3"} | incidents.severityOf.PERSON | is there
            /findings/mostChangeAge                | "PT0S"                  | findings.mostChangeAge | is PT0S
            /team                                  | "The Payers"            | team | is "The Payers"
            """)
    void aFaultIsNamedWithItsPlace(String pointer, String json, String path, String fault) {
        assertThat(faults(CautiousPolicy.document(pointer, json))).anySatisfy(found -> {
            assertThat(found.path()).isEqualTo(path);
            assertThat(found.fault()).contains(fault);
            assertThat(found.expected()).isNotBlank();
        });
    }

    @Test
    void whatIsAtItsEndsIsNoFault() {
        assertThat(faults(CautiousPolicy.document("/deployments/rolling", "{\"instances\":1000,\"batch\":10}")))
                .isEmpty();
        assertThat(faults(CautiousPolicy.document(
                        "/deployments/canary/steps", "[{\"percent\":100,\"atLeast\":\"PT0S\"}]")))
                .isEmpty();
        assertThat(faults(CautiousPolicy.document("/deployments/blueGreen/keep", "\"PT0S\"")))
                .isEmpty();
        assertThat(faults(CautiousPolicy.document("/triggers/0/repeats", "{\"times\":20,\"of\":20}")))
                .isEmpty();
        assertThat(faults(CautiousPolicy.document("/health/queries", "{\"LATENCY\":\"" + "x".repeat(2000) + "\"}")))
                .isEmpty();
        assertThat(faults(CautiousPolicy.document("/health/queries", "{\"LATENCY\":\"" + "x".repeat(2001) + "\"}")))
                .extracting(PolicyFault::path)
                .containsExactly("health.queries.LATENCY");
    }

    @Test
    void aPolicyFitsIntoAnEntry() {
        String items = IntStream.range(0, 190)
                .mapToObj(i -> "{\"id\":\"i-" + i + "\",\"section\":\"S\",\"title\":\"" + "x".repeat(190)
                        + "\",\"tickedBy\":[\"developer\"]}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(faults(CautiousPolicy.document("/checklists/0/items", items)))
                .anySatisfy(found -> {
                    assertThat(found.path()).isEqualTo("(policy)");
                    assertThat(found.expected()).isEqualTo("at most 49152");
                });
    }

    @Test
    void thereAreOnlySoManyItems() {
        String items = IntStream.range(0, 201)
                .mapToObj(
                        i -> "{\"id\":\"i-" + i + "\",\"section\":\"S\",\"title\":\"T\",\"tickedBy\":[\"developer\"]}")
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(faults(CautiousPolicy.document("/checklists/0/items", items)))
                .extracting(PolicyFault::fault)
                .contains("has 211 items");
    }

    @Test
    void severalFaultsAreNamedAtOnce() {
        JsonNode document = CautiousPolicy.document("/strategies", "[]");
        ((ObjectNode) document.at("/windows")).put("overrideValidFor", "PT0S");
        assertThat(faults(document))
                .extracting(PolicyFault::path)
                .containsExactly("strategies", "windows.overrideValidFor");
    }

    private static List<PolicyFault> faults(JsonNode document) {
        return switch (PolicyDocument.read(document, 2)) {
            case PolicyDocument.Reading.Whole whole -> List.of();
            case PolicyDocument.Reading.Faulty faulty -> faulty.faults();
        };
    }
}
