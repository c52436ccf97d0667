package dev.releaseledger.command.append;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeadSignalTest {
    private final HeadSignal signal = new HeadSignal();

    @Test
    void whoeverWaitsForAPositionIsWokenWhenItIsAppended() throws Exception {
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> come = waiting.submit(() -> signal.await(1, Duration.ofMinutes(10)));
            signal.moved(1);
            signal.moved(2);
            assertThat(come.get(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void whatIsThereAlreadyIsNotWaitedFor_andTheHeadNeverGoesBack() throws Exception {
        signal.moved(3);
        signal.moved(2);
        assertThat(signal.nextPosition()).isEqualTo(3);
        assertThat(signal.await(2, Duration.ZERO)).isTrue();
        assertThat(signal.await(3, Duration.ZERO)).isFalse();
    }
}
