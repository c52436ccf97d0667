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
            /rollback/preAuthorised                | ["luck"]                | rollback.preAuthorised | names "luck"
            /flagPhases/phases/1/fromPercent       | 10                      | flagPhases.phases[1].fromPercent | is 10
            /flagPhases/phases/3/toPercent         | 101                     | flagPhases.phases[3].toPercent | is 101
            /flagPhases/phases/0/atMost            | "PT1H"                  | flagPhases.phases[0].atMost | is PT1H
            /flagPhases/phases/2/pointsADay        | 0                       | flagPhases.phases[2].pointsADay | is 0
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
            """)
    void aFaultIsNamedWithItsPlace(String pointer, String json, String path, String fault) {
        assertThat(faults(CautiousPolicy.document(pointer, json))).anySatisfy(found -> {
            assertThat(found.path()).isEqualTo(path);
            assertThat(found.fault()).contains(fault);
            assertThat(found.expected()).isNotBlank();
        });
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
