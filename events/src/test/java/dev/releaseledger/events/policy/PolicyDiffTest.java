package dev.releaseledger.events.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.policy.PolicyDiff.Kind;
import dev.releaseledger.events.release.CautiousPolicy;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What changed from one policy to another, told by names and not by places. */
class PolicyDiffTest {
    private static final ReleasePolicy DEFAULT = PolicyBook.defaultPolicy();

    @Test
    void givenTheSameRules_nothingChanged() {
        assertThat(PolicyDiff.between(DEFAULT, DEFAULT)).isEmpty();
    }

    @Test
    void aChangedValueIsOneDifference() {
        assertThat(told(DEFAULT, CautiousPolicy.where("/hotfix/budgets/TRIAGE", "\"PT5M\"")))
                .containsExactly("CHANGED hotfix.budgets.TRIAGE \"PT15M\" \"PT5M\"");
    }

    @Test
    void aCriterionMoreAtTheTopIsOneDifference_andBackItIsOneLess() {
        ReleasePolicy more = CautiousPolicy.where("/stages/4/criteria", criteria("""
                {"id": "thanked", "title": "Everybody thanked", "evidenceBy": ["ci"]},"""));

        assertThat(PolicyDiff.between(DEFAULT, more)).singleElement().satisfies(difference -> {
            assertThat(difference.path()).isEqualTo("stages[POST_RELEASE].criteria[thanked]");
            assertThat(difference.kind()).isEqualTo(Kind.ADDED);
            assertThat(difference.from()).isNull();
        });
        assertThat(PolicyDiff.between(more, DEFAULT)).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.REMOVED);
            assertThat(difference.to()).isNull();
        });
    }

    @Test
    void aFieldThatWasNotThereIsAdded() {
        assertThat(told(DEFAULT, CautiousPolicy.where("/stages/0/criteria/1/validFor", "\"P1D\"")))
                .containsExactly("ADDED stages[DEVELOPMENT].criteria[unit-tests].validFor null \"PT24H\"");
    }

    @Test
    void anElementOfASetIsAddedOrRemovedByItself() {
        assertThat(told(DEFAULT, CautiousPolicy.where("/stages/3/approval/roles", "[\"manager\"]")))
                .containsExactly("REMOVED stages[PRODUCTION].approval.roles[product-owner] \"product-owner\" null");
    }

    @Test
    void elementsThatChangedPlacesAreTheirOwnDifference() {
        ReleasePolicy turned = CautiousPolicy.where("/hotfix/obligations", """
                [{"id": "INCIDENT_LOGGED", "title": "Written in the incident log"},
                 {"id": "MERGED_BACK", "title": "Merged back to main"},
                 {"id": "PROPER_FIX_SCHEDULED", "title": "A proper fix scheduled"}]""");
        assertThat(told(DEFAULT, turned))
                .containsExactly(
                        "CHANGED hotfix.obligations [\"MERGED_BACK\",\"INCIDENT_LOGGED\",\"PROPER_FIX_SCHEDULED\"]"
                                + " [\"INCIDENT_LOGGED\",\"MERGED_BACK\",\"PROPER_FIX_SCHEDULED\"]");
    }

    @Test
    void theSameNumberWrittenOtherwiseIsNoDifference() {
        assertThat(told(DEFAULT, CautiousPolicy.where("/triggers/0/abovePercent", "5.00")))
                .isEmpty();
    }

    private static String criteria(String first) {
        String usual = PolicyDocument.write(DEFAULT).at("/stages/4/criteria").toString();
        return "[" + first + usual.substring(1);
    }

    private static List<String> told(ReleasePolicy from, ReleasePolicy to) {
        return PolicyDiff.between(from, to).stream()
                .map(difference ->
                        difference.kind() + " " + difference.path() + " " + difference.from() + " " + difference.to())
                .collect(Collectors.toList());
    }
}
