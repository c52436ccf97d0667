package dev.releaseledger.command.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptTest {

    @Test
    void whatWasGivenUpDoesNotPassAnyMore() {
        Attempt attempt = new Attempt();

        assertThat(attempt.giveUp()).isTrue();
        assertThat(attempt.pass()).isFalse();
        assertThat(attempt.isPast()).isFalse();
    }

    @Test
    void whatHasPassedCannotBeGivenUp() {
        Attempt attempt = new Attempt();

        assertThat(attempt.pass()).isTrue();
        assertThat(attempt.giveUp()).isFalse();
        assertThat(attempt.isPast()).isTrue();
    }

    @Test
    void whatIsOpenIsClosed_alsoWhatIsOpenedTooLate() throws IOException {
        Attempt attempt = new Attempt();
        AtomicInteger closed = new AtomicInteger();
        attempt.over(closed::incrementAndGet);

        attempt.close();

        assertThat(closed).hasValue(1);
        assertThatThrownBy(() -> attempt.over(closed::incrementAndGet)).isInstanceOf(IOException.class);
        assertThat(closed).hasValue(2);
    }
}
