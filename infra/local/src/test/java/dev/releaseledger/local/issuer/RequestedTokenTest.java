package dev.releaseledger.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedTokenTest {
    @Test
    void severalRolesAndAnActorAreTakenAsTheyAre() {
        RequestedToken token = RequestedToken.from(Map.of("role", "qa-lead@checkout, developer", "actor", "jane"));
        assertThat(token.roles()).containsExactly("qa-lead@checkout", "developer");
        assertThat(token.actor()).isEqualTo("jane");
    }

    @Test
    void withoutAnActorTheRoleStandsForOne() {
        assertThat(RequestedToken.from(Map.of("role", "auditor")).actor()).isEqualTo("auditor");
    }

    @ParameterizedTest
    @CsvSource({"'',role is missing", "boss,no role is called boss", "qa-lead@,no product behind the @"})
    void aRoleThatMakesNoSenseIsRefusedWithTheReason(String role, String reason) {
        assertThatThrownBy(() -> RequestedToken.from(Map.of("role", role)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anActorOfEndlessLengthIsRefused() {
        assertThatThrownBy(() -> RequestedToken.from(Map.of("role", "ci", "actor", "x".repeat(201))))
                .hasMessageContaining("at most 200 characters");
    }
}
