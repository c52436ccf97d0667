package dev.releaseledger.events.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttributionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

    private static final Instant THEN = Instant.parse("2019-05-01T10:00:00Z");

    @Test
    void whatIsSaidLiveIsJudgedByTheTimeOfTheDecision() {
        Attribution live = new Attribution(new UUID(1, 2), Set.of(Role.CI), NOW, null);

        assertThat(live.judgedAt()).isEqualTo(NOW);
        assertThat(live.isBackfill()).isFalse();
    }

    @Test
    void whatIsClaimedOfThePastIsJudgedByTheClaimedTime() {
        Attribution claimed = new Attribution(new UUID(1, 2), Set.of(Role.IMPORTER), NOW, THEN);

        assertThat(claimed.judgedAt()).isEqualTo(THEN);
        assertThat(claimed.isBackfill()).isTrue();
    }

    @Test
    void itsRolesDoNotChangeWithTheSetThatTheyCameFrom() {
        Set<Role> roles = EnumSet.of(Role.CI);
        Attribution by = new Attribution(new UUID(1, 2), roles, NOW, null);
        roles.add(Role.ADMIN);

        assertThat(by.roles()).containsExactly(Role.CI);
    }
}
