package dev.releaseledger.command.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.command.append.AppendQueue.Offer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AppendQueueTest {
    private final AppendQueue queue = new AppendQueue(3, 1_000);

    private static Waiting waiting(long bytes) {
        return waiting(bytes, System.nanoTime());
    }

    private static Waiting waiting(long bytes, long since) {
        return new Waiting(Drafts.anyhow("release/a"), new CompletableFuture<>(), since, bytes);
    }

    @Test
    void itHoldsSoManyAndNoMore() {
        for (int i = 0; i < 3; i++) {
            assertThat(queue.offer(waiting(1))).isEqualTo(Offer.TAKEN);
        }
        assertThat(queue.offer(waiting(1))).isEqualTo(Offer.FULL);
        queue.take(1, 1_000);
        assertThat(queue.offer(waiting(1))).isEqualTo(Offer.TAKEN);
    }

    @Test
    void itHoldsSoManyBytesAndNoMore() {
        assertThat(queue.offer(waiting(900))).isEqualTo(Offer.TAKEN);
        assertThat(queue.offer(waiting(101))).isEqualTo(Offer.FULL);
        queue.take(1, 1_000);
        assertThat(queue.offer(waiting(101))).isEqualTo(Offer.TAKEN);
    }

    @Test
    void whatIsLargerThanTheBoundStillFitsAlone() {
        assertThat(queue.offer(waiting(5_000))).isEqualTo(Offer.TAKEN);
        assertThat(queue.offer(waiting(1))).isEqualTo(Offer.FULL);
        assertThat(queue.take(10, 1)).hasSize(1);
        assertThat(queue.offer(waiting(1))).isEqualTo(Offer.TAKEN);
    }

    @Test
    void aBatchKeepsTheOrderAndItsBounds() {
        Waiting first = waiting(400);
        Waiting second = waiting(400);
        Waiting third = waiting(100);
        queue.offer(first);
        queue.offer(second);
        queue.offer(third);
        assertThat(queue.take(10, 700)).containsExactly(first);
        assertThat(queue.take(10, 500)).containsExactly(second, third);
        assertThat(queue.take(10, 500)).isEmpty();
    }

    @Test
    void whoHasWaitedTooLongIsTakenOut() {
        Waiting old = waiting(1, System.nanoTime() - Duration.ofSeconds(10).toNanos());
        queue.offer(old);
        queue.offer(waiting(1));
        assertThat(queue.takeOlderThan(Duration.ofSeconds(5))).containsExactly(old);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void onceClosedItTakesNothingAndGivesWhatItHas() throws InterruptedException {
        queue.offer(waiting(1));
        queue.close();
        assertThat(queue.offer(waiting(1))).isEqualTo(Offer.CLOSED);
        assertThat(queue.awaitWork(Duration.ofSeconds(5))).isTrue();
        assertThat(queue.take(10, 10)).hasSize(1);
        assertThat(queue.awaitWork(Duration.ofSeconds(5))).isFalse();
    }
}
