package dev.releaseledger.command.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

class FeedStreamTest {
    private static final int PAGE = 500;

    /** What is in the ledger, by position: what it says is a number where it is even, and a text where it is odd. */
    private final List<TrackedEventMessage<?>> ledger = new ArrayList<>();

    /** How far the ledger is known to reach. */
    private long end;

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whatIsOffered_isHandedOverInItsOrder_withoutReadingTheLedger() throws InterruptedException {
        FeedStream stream = stream(0);
        stream.setOnAvailableCallback(calls::incrementAndGet);
        offer(stream, append(3));
        offer(stream, append(2));

        assertThat(calls).hasValue(3);
        assertThat(positions(stream)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(reads).hasValue(0);
    }

    @Test
    void whatIsIgnored_isLeftOut_andTheLastOfItComesWhenNothingElseWaits() throws InterruptedException {
        FeedStream stream = stream(0);
        List<TrackedEventMessage<?>> first = append(2);
        offer(stream, first);
        assertThat(positions(stream)).containsExactly(0L, 1L);
        stream.skipMessagesWithPayloadTypeOf(first.get(0));

        offer(stream, append(5));
        assertThat(positions(stream)).containsExactly(3L, 5L, 6L);
        assertThat(positions(stream)).isEmpty();
    }

    @Test
    void givenNothingButWhatIsIgnored_nobodyIsCalled_andTheLastOfItIsStillThere() throws InterruptedException {
        FeedStream stream = stream(0);
        stream.skipMessagesWithPayloadTypeOf(message(0));
        stream.skipMessagesWithPayloadTypeOf(message(1));
        stream.setOnAvailableCallback(calls::incrementAndGet);
        calls.set(0);

        offer(stream, append(400));
        offer(stream, append(200));

        assertThat(calls).hasValue(0);
        assertThat(stream.peek())
                .hasValueSatisfying(last ->
                        assertThat(FeedStream.after(last.trackingToken())).isEqualTo(600));
        assertThat(positions(stream)).containsExactly(599L);
    }

    @Test
    void whoeverIsBehind_readsByItself_andIsOfferedTheRest() throws InterruptedException {
        append(1_200);
        FeedStream stream = stream(10);
        end = 1_200;
        offer(stream, append(3));
        assertThat(positions(stream)).containsExactlyElementsOf(range(10, 1_203));
        int readSoFar = reads.get();

        offer(stream, append(3));
        assertThat(positions(stream)).containsExactlyElementsOf(range(1_203, 1_206));
        assertThat(reads).hasValue(readSoFar);
    }

    @Test
    void whoeverReadFurtherThanWasOffered_isNotHandedItAgain() throws InterruptedException {
        append(4);
        FeedStream stream = stream(0);
        end = 2;
        assertThat(positions(stream)).containsExactlyElementsOf(range(0, 4));
        offer(stream, ledger.subList(2, 4));
        append(2);
        offer(stream, ledger.subList(3, 6));
        assertThat(positions(stream)).containsExactly(4L, 5L);
    }

    @Test
    void whoeverIsSlow_keepsABoundedNumberWaiting_andMissesNothing() throws InterruptedException {
        FeedStream stream = stream(0);
        for (int page = 0; page < 20; page++) {
            offer(stream, append(PAGE));
        }
        offer(stream, append(1));
        assertThat(positions(stream)).containsExactlyElementsOf(range(0, 20 * PAGE + 1));
        assertThat(reads.get()).isPositive();
    }

    /** An offer that was lost on its way, e.g. since another stream failed before. */
    @Test
    void givenAnOfferThatDidNotCome_theNextOneLeavesNoHole() throws InterruptedException {
        FeedStream stream = stream(0);
        offer(stream, append(2));
        append(3);
        offer(stream, append(1));
        assertThat(positions(stream)).containsExactlyElementsOf(range(0, 6));
    }

    @Test
    void whenItIsClosed_itIsLeftAlone() {
        List<FeedStream> left = new ArrayList<>();
        FeedStream stream = new FeedStream(0, () -> 0, from -> List.of(), left::add);
        stream.close();
        assertThat(left).containsExactly(stream);
    }

    /** Two threads: what is offered while the reader reads by itself comes once, and in its order. */
    @Test
    void whatIsOfferedWhileItReads_comesOnceAndInItsOrder() throws Exception {
        int pages = 400;
        for (int page = 0; page < pages; page++) {
            append(25);
        }
        AtomicLong known = new AtomicLong();
        FeedStream stream = new FeedStream(0, known::get, from -> read(from, (int) known.get()), gone -> {});
        CompletableFuture<Void> offering = CompletableFuture.runAsync(() -> {
            for (int page = 0; page < pages; page++) {
                known.set(25L * page + 25);
                stream.offer(ledger.subList(25 * page, 25 * page + 25));
            }
        });
        List<Long> come = new ArrayList<>();
        while (come.size() < 25 * pages) {
            come.add(FeedStream.after(stream.nextAvailable().trackingToken()) - 1);
        }
        offering.join();
        assertThat(come).containsExactlyElementsOf(range(0, 25L * pages));
        assertThat(stream.hasNextAvailable()).isFalse();
    }

    @Test
    void givenThatTheReaderIsBehindAndHasNothing_anOfferCallsIt() {
        append(3);
        FeedStream stream = stream(0);
        stream.setOnAvailableCallback(calls::incrementAndGet);
        calls.set(0);
        offer(stream, append(1));
        assertThat(calls).hasValue(1);
    }

    /** Axon looks whether what follows belongs to what it was just given, before it hands that on. */
    @Test
    void aLookAtWhatFollows_readsNothing() throws InterruptedException {
        append(2);
        FeedStream stream = new FeedStream(
                0,
                () -> 2,
                from -> {
                    if (from == 0) {
                        return ledger.subList(0, 1);
                    }
                    throw new IllegalStateException("not understood");
                },
                gone -> {});
        assertThat(stream.hasNextAvailable()).isTrue();
        assertThat(stream.nextAvailable()).isSameAs(ledger.getFirst());
        assertThat(stream.peek()).isEmpty();
        assertThatThrownBy(stream::hasNextAvailable).hasMessage("not understood");
    }

    private FeedStream stream(long from) {
        return new FeedStream(from, () -> end, this::read, stream -> {});
    }

    private void offer(FeedStream stream, List<TrackedEventMessage<?>> page) {
        end = FeedStream.after(page.getLast().trackingToken());
        stream.offer(page);
    }

    private List<TrackedEventMessage<?>> read(long from) {
        reads.incrementAndGet();
        return read(from, ledger.size());
    }

    private List<TrackedEventMessage<?>> read(long from, int to) {
        return List.copyOf(ledger.subList((int) from, (int) Math.min(from + PAGE, to)));
    }

    /** Appends so many and gives them. */
    private List<TrackedEventMessage<?>> append(int entries) {
        int before = ledger.size();
        for (int i = 0; i < entries; i++) {
            ledger.add(message(before + i));
        }
        return List.copyOf(ledger.subList(before, ledger.size()));
    }

    private static TrackedEventMessage<?> message(long position) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                new GenericEventMessage<>(position % 2 == 0 ? Long.valueOf(position) : String.valueOf(position)));
    }

    private static List<Long> positions(FeedStream stream) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        while (stream.hasNextAvailable()) {
            positions.add(FeedStream.after(stream.nextAvailable().trackingToken()) - 1);
        }
        return positions;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
