package dev.releaseledger.events.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {
    @Test
    void givenARoleForEveryProduct_itIsHeldForEach() {
        Grants grants = Grants.of(List.of("qa-lead"));

        assertThat(grants.forProduct("checkout")).containsExactly(Role.QA_LEAD);
        assertThat(grants.everywhere()).containsExactly(Role.QA_LEAD);
        assertThat(grants.products()).isEmpty();
    }

    @Test
    void givenARoleForOneProduct_itIsHeldForThatOneAlone() {
        Grants grants = Grants.of(List.of("qa-lead@checkout"));

        assertThat(grants.forProduct("checkout")).containsExactly(Role.QA_LEAD);
        assertThat(grants.forProduct("check")).isEmpty();
        assertThat(grants.forProduct("checkout2")).isEmpty();
        assertThat(grants.everywhere()).isEmpty();
        assertThat(grants.products()).containsExactly("checkout");
    }

    @Test
    void givenBothKinds_theyAddUp() {
        Grants grants = Grants.of(List.of("developer", "manager@checkout", "manager@search", "developer@search"));

        assertThat(grants.forProduct("checkout")).containsExactlyInAnyOrder(Role.DEVELOPER, Role.MANAGER);
        assertThat(grants.forProduct("search")).containsExactlyInAnyOrder(Role.DEVELOPER, Role.MANAGER);
        assertThat(grants.forProduct("cart")).containsExactly(Role.DEVELOPER);
        assertThat(grants.products()).containsExactly("checkout", "search");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@checkout",
                "qa-lead@",
                "qa-lead @checkout",
                "QA-LEAD",
                "offline_access",
                "qa-lead,admin"
            })
    void givenWhatIsNoRoleOfOurs_nothingIsGranted(String claim) {
        Grants grants = Grants.of(List.of(claim));

        assertThat(grants.products()).isEmpty();
        assertThat(grants.everywhere()).isEmpty();
        assertThat(grants.forProduct("checkout")).isEmpty();
        assertThat(grants.forProduct("")).isEmpty();
    }

    @Test
    void givenAProductWithAnAtSign_theFirstOneParts() {
        Grants grants = Grants.of(List.of("ci@a@b"));

        assertThat(grants.forProduct("a@b")).containsExactly(Role.CI);
        assertThat(grants.forProduct("a")).isEmpty();
    }

    @Test
    void givenTheSameGrantTwice_itIsOne() {
        assertThat(Grants.of(List.of("ci@checkout", "ci@checkout")).products()).containsExactly("checkout");
    }
}
