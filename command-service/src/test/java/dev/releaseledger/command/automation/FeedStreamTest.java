package dev.releaseledger.command.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whatIsOffered_isHandedOverInItsOrder_withoutReadingTheLedger() throws InterruptedException {
        FeedStream stream = stream(0);
        stream.setOnAvailableCallback(calls::incrementAndGet);
        stream.offer(append(3));
        stream.offer(append(2));

        assertThat(calls).hasValue(3);
        assertThat(positions(stream)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(reads).hasValue(0);
    }

    @Test
    void whatIsIgnored_isLeftOut_andTheLastOfItComesWhenNothingElseWaits() throws InterruptedException {
        FeedStream stream = stream(0);
        List<TrackedEventMessage<?>> first = append(2);
        stream.offer(first);
        assertThat(positions(stream)).containsExactly(0L, 1L);
        stream.skipMessagesWithPayloadTypeOf(first.get(0));

        stream.offer(append(5));
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

        stream.offer(append(400));
        stream.offer(append(200));

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
        stream.wasOffered(1_200);
        stream.offer(append(3));
        assertThat(positions(stream)).containsExactlyElementsOf(range(10, 1_203));
        int readSoFar = reads.get();

        stream.offer(append(3));
        assertThat(positions(stream)).containsExactlyElementsOf(range(1_203, 1_206));
        assertThat(reads).hasValue(readSoFar);
    }

    @Test
    void whoeverReadFurtherThanWasOffered_isNotHandedItAgain() throws InterruptedException {
        append(4);
        FeedStream stream = stream(0);
        stream.wasOffered(2);
        assertThat(positions(stream)).containsExactlyElementsOf(range(0, 4));
        stream.offer(ledger.subList(2, 4));
        append(2);
        stream.offer(ledger.subList(3, 6));
        assertThat(positions(stream)).containsExactly(4L, 5L);
    }

    @Test
    void whoeverIsSlow_keepsABoundedNumberWaiting_andMissesNothing() throws InterruptedException {
        FeedStream stream = stream(0);
        for (int page = 0; page < 20; page++) {
            stream.offer(append(PAGE));
        }
        stream.offer(append(1));
        assertThat(positions(stream)).containsExactlyElementsOf(range(0, 20 * PAGE + 1));
        assertThat(reads.get()).isPositive();
    }

    /** An offer that was lost on its way, e.g. since another stream failed before. */
    @Test
    void givenAnOfferThatDidNotCome_theNextOneLeavesNoHole() throws InterruptedException {
        FeedStream stream = stream(0);
        stream.offer(append(2));
        append(3);
        stream.offer(append(1));
        assertThat(positions(stream)).containsExactlyElementsOf(range(0, 6));
    }

    @Test
    void whenItIsClosed_itIsLeftAlone() {
        List<FeedStream> left = new ArrayList<>();
        FeedStream stream = new FeedStream(0, from -> List.of(), left::add);
        stream.close();
        assertThat(left).containsExactly(stream);
    }

    private FeedStream stream(long from) {
        return new FeedStream(from, this::read, stream -> {});
    }

    private List<TrackedEventMessage<?>> read(long from) {
        reads.incrementAndGet();
        return List.copyOf(ledger.subList((int) from, (int) Math.min(from + PAGE, ledger.size())));
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
