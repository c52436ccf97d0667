package dev.releaseledger.events.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.PolicyDocument.Reading;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;

/** Policies as documents: short where they say what is usual, and with every fault named where they do not hold. */
class PolicyDocumentTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void givenNothing_itIsTheDefaultPolicyUnderItsOwnVersion() {
        ReleasePolicy policy = whole("{}");

        assertThat(policy.version()).isEqualTo(2);
        assertThat(PolicyDiff.between(PolicyBook.defaultPolicy(), policy)).isEmpty();
    }

    @Test
    void whatIsLeftOutWithinAStageMeansWhatItsRecordSays() {
        ReleasePolicy policy = whole("""
                {"stages": [
                  {"stage": "DEVELOPMENT", "criteria": [{"id": "unit-tests", "title": "Unit tests", "evidenceBy": ["ci"]}]},
                  {"stage": "QA", "approval": {"approvals": 2}},
                  {"stage": "STAGING"},
                  {"stage": "PRODUCTION", "approvalOf": {"HOTFIX": {"roles": ["manager"]}},
                   "criteria": [{"id": "watched", "title": "Watched", "gate": "POST_RELEASE", "evidenceBy": ["on-call"]}]},
                  {"stage": "POST_RELEASE"}],
                 "checklists": [{"id": "day", "title": "Day", "items": [
                   {"id": "a", "section": "S", "title": "A", "tickedBy": ["developer"]}]}]}""");

        assertThat(policy.criterion("unit-tests"))
                .contains(new Criterion(
                        "unit-tests",
                        "Unit tests",
                        Stage.DEVELOPMENT,
                        Set.of(Role.CI),
                        true,
                        null,
                        Set.of(ReleaseKind.STANDARD, ReleaseKind.HOTFIX),
                        List.of(),
                        null));
        assertThat(policy.criterion("watched").orElseThrow().boundToContent()).isFalse();
        assertThat(policy.at(Stage.QA).approval()).isEqualTo(new ApprovalPolicy(Set.of(Role.QA_LEAD), 2, Set.of()));
        assertThat(policy.at(Stage.PRODUCTION).approvalOf(ReleaseKind.STANDARD))
                .isEqualTo(new ApprovalPolicy(
                        Set.of(Role.PRODUCT_OWNER, Role.MANAGER), 1, Set.of(Involved.PLANNER, Involved.AUTHORS)));
        assertThat(policy.at(Stage.PRODUCTION).approvalOf(ReleaseKind.HOTFIX))
                .isEqualTo(new ApprovalPolicy(Set.of(Role.MANAGER), 1, Set.of(Involved.PLANNER, Involved.AUTHORS)));
        assertThat(policy.checklists())
                .containsExactly(new Checklist(
                        "day",
                        "Day",
                        null,
                        false,
                        Set.of(ReleaseKind.STANDARD, ReleaseKind.HOTFIX),
                        List.of(new ChecklistItem(
                                "a",
                                "S",
                                "A",
                                Set.of(Role.DEVELOPER),
                                true,
                                null,
                                Set.of(ReleaseKind.STANDARD, ReleaseKind.HOTFIX)))));
    }

    @Test
    void everythingThatAPolicyCanSayIsReadAsItWasWritten() {
        ReleasePolicy policy = CautiousPolicy.where("/stages/0/criteria/1/measures", """
                [{"value": "coverage", "atLeast": 80.5}, {"value": "seconds", "atMost": 600}]""");
        Criterion unitTests = policy.criterion("unit-tests").orElseThrow();

        assertThat(unitTests.measures())
                .containsExactly(
                        new Measure("coverage", new BigDecimal("80.5"), null),
                        new Measure("seconds", null, new BigDecimal("600")));
        assertThat(PolicyDocument.read(PolicyDocument.write(policy), 2)).isEqualTo(new Reading.Whole(policy));
    }

    @Test
    void aDocumentThatLeavesNothingOutIsWrittenTheSameWayEachTime() {
        assertThat(PolicyDocument.write(PolicyBook.defaultPolicy()).toString())
                .isEqualTo(PolicyDocument.write(whole("{}")).toString().replaceFirst("\"version\":2", "\"version\":1"))
                .contains("\"approval\":{\"roles\":[\"product-owner\",\"manager\"],\"approvals\":1,"
                        + "\"differsFrom\":[\"PLANNER\",\"AUTHORS\"]}");
    }

    @Test
    void everyFaultOfShapeIsNamedAtOnce_withThoseOfWhatCouldBeRead() {
        assertThat(faults("""
                {"versoin": 2,
                 "strategies": ["SLOWLY", "CANARY", "CANARY"],
                 "environments": {"production": {"stage": "PRODUCTION"}, "qa": {}, "Staging": 7},
                 "stages": [
                   {"stage": "DEVELOPMENT", "criteria": [{"id": "Unit Tests", "evidenceBy": "ci", "validFor": "1 day",
                     "measures": [{"value": "coverage", "atLeast": "80"}]}, 7]},
                   {"stage": "QA"}, {"stage": "STAGING"}, {"stage": "PRODUCTION", "approval": {"approvals": 1.5}},
                   {"stage": "POST_RELEASE", "approvalOf": {"LATER": {}}}],
                 "checklists": [{"id": "day", "title": "Day", "ordered": "yes", "items": [
                   {"id": "a", "section": "S", "title": "A", "shownBy": {"sight": "guessed"}},
                   {"id": "b", "section": "S", "title": "B", "shownBy": {"environment": "production"}}]}],
                 "announcements": [{"id": "x", "title": "X", "channel": "#team", "template": "x",
                   "moment": {"moment": "ON_VERIFIED", "offset": "P1D"}}],
                 "windows": null}"""))
                .extracting(fault -> fault.path() + " " + fault.fault())
                .containsExactlyInAnyOrder(
                        "versoin is not a field here",
                        "strategies[0] is \"SLOWLY\"",
                        "strategies[2] is there twice",
                        "environments.Staging is a number",
                        "stages[0].criteria[0].title is missing",
                        "stages[0].criteria[0].evidenceBy is a string",
                        "stages[0].criteria[0].measures[0].atLeast is a string",
                        "stages[0].criteria[0].validFor is \"1 day\"",
                        "stages[0].criteria[1] is a number",
                        "stages[3].approval.approvals is a number",
                        "stages[4].approvalOf.LATER is not a field here",
                        "checklists[0].ordered is a string",
                        "checklists[0].items[0].shownBy.sight is \"guessed\"",
                        "checklists[0].items[1].shownBy.sight is missing",
                        "announcements[0].moment.offset is not a field here",
                        "stages[0].criteria[0].id is \"Unit Tests\"",
                        "announcements[0].channel is \"#team\"");
    }

    @Test
    void everyFaultSaysWhatWouldBeRight() {
        assertThat(faults("{\"strategies\":[\"SLOWLY\"],\"rollback\":{\"preAuthorized\":[]}}"))
                .containsExactly(
                        new PolicyFault(
                                "strategies[0]",
                                "is \"SLOWLY\"",
                                "one of BIG_BANG, ROLLING, BLUE_GREEN, CANARY, FEATURE_FLAGS"),
                        new PolicyFault(
                                "rollback.preAuthorized", "is not a field here", "preAuthorised, kinds, obligations"));
    }

    @Test
    void somethingTwiceInASetIsAFault() {
        assertThat(faults("{\"strategies\":[\"CANARY\",\"CANARY\"]}"))
                .containsExactly(new PolicyFault("strategies[1]", "is there twice", "each once"));
    }

    @Test
    void somethingElseThanAnObjectIsOneFault() {
        assertThat(faults("[]")).containsExactly(new PolicyFault("(policy)", "is an array", "an object"));
        assertThat(faults("null")).containsExactly(new PolicyFault("(policy)", "is null", "an object"));
    }

    @Test
    void numbersAreFiniteAndOfSize() {
        assertThat(faults("{\"triggers\":[{\"when\":\"latency\",\"id\":\"a\",\"aboveTimesBaseline\":1e900000}]}"))
                .extracting(PolicyFault::path)
                .containsExactly("triggers[0].aboveTimesBaseline");
        ObjectNode endless = (ObjectNode)
                MAPPER.readTree("{\"triggers\":[{\"when\":\"latency\",\"id\":\"a\",\"aboveTimesBaseline\":3}]}");
        ((ObjectNode) endless.at("/triggers/0"))
                .set("aboveTimesBaseline", DoubleNode.valueOf(Double.POSITIVE_INFINITY));
        assertThat(faults(endless)).extracting(PolicyFault::expected).containsExactly("a finite number");
    }

    @Test
    void aHundredFaultsAreNamedAtMost() {
        ObjectNode document = MAPPER.createObjectNode();
        for (int i = 0; i < 300; i++) {
            document.withArray("triggers").add(i);
        }
        assertThat(faults(document)).hasSize(100);
    }

    @Test
    void theDocumentThatIsReadStaysAsItIs() {
        JsonNode document = MAPPER.readTree("{\"stages\":[{\"stage\":\"QA\"}]}");
        JsonNode before = document.deepCopy();
        PolicyDocument.read(document, 2);
        assertThat(document).isEqualTo(before);
    }

    @Test
    void aBookKnowsEachProductsVersions() {
        PolicyVersionPublished second = PolicyVersionPublished.of("checkout", CautiousPolicy.withoutRolling(), "safer");
        PolicyBook book = PolicyBook.empty().and(second, PolicyStory.as(Person.ADA));

        assertThat(book.pinned("checkout", 1)).isSameAs(PolicyBook.defaultPolicy());
        assertThat(book.pinned("checkout", 2)).isEqualTo(CautiousPolicy.withoutRolling());
        assertThat(book.current("checkout")).isEqualTo(new Policies.Current(CautiousPolicy.withoutRolling(), 0));
        assertThat(book.current("payments")).isEqualTo(new Policies.Current(PolicyBook.defaultPolicy(), -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.pinned("payments", 2))
                .withMessageContaining("there is no version 2 of payments's policy");
        assertThat(PolicyBook.empty().current("checkout").policy()).isSameAs(PolicyBook.defaultPolicy());
    }

    @Test
    void aVersionsSignificanceIsReadFromItsNumbers() {
        Map<String, Significance> told = Map.of(
                "3.0.0", Significance.MAJOR,
                "v3.0", Significance.MAJOR,
                "2.5.0", Significance.MINOR,
                "2.5", Significance.MINOR,
                "2.5.1", Significance.PATCH,
                "2.0.10-rc.1", Significance.PATCH,
                "r2026-11", Significance.MAJOR);
        told.forEach((version, significance) ->
                assertThat(Significance.of(version)).as(version).isEqualTo(significance));
    }

    @Test
    void aDurationIsReadInIso8601() {
        assertThat(whole("{\"windows\":{\"overrideValidFor\":\"P1DT2H\"}}").windows())
                .isEqualTo(new WindowPolicy(true, Set.of("production"), Duration.ofHours(26)));
    }

    @Test
    void givenAFieldThatIsNotKnown_whatElseIsWrongIsToldToo() {
        assertThat(faults("{\"colour\":1,\"windows\":{\"environments\":[\"prod\"]}}"))
                .extracting(PolicyFault::path)
                .contains("colour", "windows.environments");
    }

    @Test
    void everyElementThatIsThereTwiceIsNamed() {
        assertThat(faults("{\"strategies\":[\"CANARY\",\"ROLLING\",\"CANARY\",\"ROLLING\"]}"))
                .extracting(PolicyFault::path)
                .contains("strategies[2]", "strategies[3]");
    }

    @Test
    void givenTooManyFields_theDocumentIsToldSoOnce() {
        ObjectNode document = MAPPER.createObjectNode();
        for (int i = 0; i < 1_000; i++) {
            document.put("unknown" + i, i);
        }

        assertThat(faults(document)).anySatisfy(fault -> {
            assertThat(fault.path()).isEqualTo(PolicyFault.WHOLE);
            assertThat(fault.expected()).isEqualTo("at most 100");
        });
        assertThat(faults(document)).noneMatch(fault -> fault.path().startsWith("unknown"));
    }

    @Test
    void noMoreThanAHundredFaultsOfShapeAreCollected() {
        ObjectNode document = MAPPER.createObjectNode();
        for (int i = 0; i < 500; i++) {
            document.withArray("checklists").add(i);
            document.withArray("triggers").add(i);
        }
        RecordReader reader = new RecordReader();
        reader.read(document, ReleasePolicy.class);

        assertThat(reader.faults()).hasSize(RecordReader.MOST_FAULTS);
    }

    @Test
    void whatTheApprovalOfAKindLeavesOutIsTheStagesOwn() {
        ReleasePolicy policy = whole("""
                {"stages": [{"stage": "DEVELOPMENT"},
                  {"stage": "QA", "approval": {"approvals": 2, "differsFrom": ["AUTHORS"]}, "approvalOf": {"HOTFIX": {}}},
                  {"stage": "STAGING"}, {"stage": "PRODUCTION"}, {"stage": "POST_RELEASE"}], "checklists": []}""");

        assertThat(policy.at(Stage.QA).approvalOf(ReleaseKind.HOTFIX))
                .isEqualTo(new ApprovalPolicy(Set.of(Role.QA_LEAD), 2, Set.of(Involved.AUTHORS)));
    }

    @Test
    void theApprovalOfAKindThatDiffersFromFewerPeopleThanTheStagesOwnIsAtFault() {
        assertThat(faults("""
                {"stages": [{"stage": "DEVELOPMENT"},
                  {"stage": "QA", "approval": {"differsFrom": ["AUTHORS"]}, "approvalOf": {"HOTFIX": {"differsFrom": []}}},
                  {"stage": "STAGING"}, {"stage": "PRODUCTION"}, {"stage": "POST_RELEASE"}]}""")).extracting(PolicyFault::path).contains("stages[1].approvalOf.HOTFIX.differsFrom");
    }

    private static ReleasePolicy whole(String json) {
        return CautiousPolicy.policy(MAPPER.readTree(json));
    }

    private static List<PolicyFault> faults(String json) {
        return faults(MAPPER.readTree(json));
    }

    private static List<PolicyFault> faults(JsonNode document) {
        return switch (PolicyDocument.read(document, 2)) {
            case Reading.Whole whole -> List.of();
            case Reading.Faulty faulty -> faulty.faults();
        };
    }
}
