package dev.releaseledger.query.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PolicyStreamTest {
    @Test
    void givenAnEntryThatIsNotUnderstood_versionsMayBeMissing() {
        PolicyStream folded = PolicyStream.empty().and("no entry".getBytes(StandardCharsets.UTF_8));

        assertThat(PolicyStream.empty().incomplete()).isFalse();
        assertThat(folded.incomplete()).isTrue();
        assertThat(folded.state().current().version()).isEqualTo(1);
    }
}
