package dev.releaseledger.command.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Worker worker = new Worker("works-for-a-test");

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void givenAnAttemptThatIsOver_anotherOneFollows() throws InterruptedException {
        Semaphore attempts = new Semaphore(0);

        worker.start(() -> {
            attempts.release();
            return Duration.ofMillis(1);
        });

        assertThat(attempts.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givenALongRest_closingEndsIt() throws InterruptedException {
        CountDownLatch attempted = new CountDownLatch(1);
        worker.start(() -> {
            attempted.countDown();
            return FOR_EVER;
        });
        attempted.await();

        worker.close();

        assertThat(worker.isOpen()).isFalse();
    }

    @Test
    void givenAnAttemptThatIsUnderWay_closingHasItFinish() throws InterruptedException {
        CountDownLatch attempted = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        worker.start(() -> {
            attempted.countDown();
            worker.rest(FOR_EVER);
            finished.set(true);
            return FOR_EVER;
        });
        attempted.await();

        worker.close();

        assertThat(finished).isTrue();
    }

    @Test
    void givenNothingWasStarted_closingIsNoFault() {
        worker.close();

        assertThat(worker.isOpen()).isFalse();
    }
}
