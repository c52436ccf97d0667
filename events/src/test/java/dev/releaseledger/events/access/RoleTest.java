package dev.releaseledger.events.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {
    @ParameterizedTest
    @EnumSource
    void aRoleIsFoundByTheNameThatTokensGiveIt(Role role) {
        assertThat(role.claim()).matches("[a-z]+(-[a-z]+)*");
        assertThat(Role.ofClaim(role.claim())).contains(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "QA_LEAD", "Qa-Lead", "qa_lead", " qa-lead", "root"})
    void whatIsNotWrittenLikeARoleIsNone(String claim) {
        assertThat(Role.ofClaim(claim)).isEmpty();
    }

    @Test
    void theNamesAreThoseOfTheDesign() {
        assertThat(Role.values())
                .extracting(Role::claim)
                .containsExactly(
                        "release-manager",
                        "developer",
                        "ci",
                        "qa-lead",
                        "product-owner",
                        "on-call",
                        "manager",
                        "support",
                        "importer",
                        "auditor",
                        "admin");
    }
}
