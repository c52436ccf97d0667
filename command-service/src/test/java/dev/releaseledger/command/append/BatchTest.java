package dev.releaseledger.command.append;

import static dev.releaseledger.command.append.Drafts.after;
import static dev.releaseledger.command.append.Drafts.answered;
import static dev.releaseledger.command.append.Drafts.anyhow;
import static dev.releaseledger.command.append.Drafts.entry;
import static dev.releaseledger.command.append.Drafts.newKey;
import static dev.releaseledger.command.append.Drafts.releasing;
import static dev.releaseledger.command.append.Drafts.taking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.command.append.AppendOutcome.Appended;
import dev.releaseledger.command.append.AppendOutcome.ClaimTaken;
import dev.releaseledger.command.append.AppendOutcome.Place;
import dev.releaseledger.command.append.AppendOutcome.ReceiptExists;
import dev.releaseledger.command.append.AppendOutcome.StreamMoved;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00.000001Z");
    private static final String A = "release/a";
    private static final String B = "release/b";

    private final Head head = new Head("test.example", 7, TEN.minusSeconds(1), frontierOfSeven(), TEN);

    private final Batch batch = batch(Map.of(A, 4L), Map.of("held", "release/other"));

    private static Frontier frontierOfSeven() {
        Frontier frontier = Frontier.EMPTY;
        for (int i = 0; i < 7; i++) {
            frontier = frontier.append(Hash.leaf(new byte[] {(byte) i}));
        }
        return frontier;
    }

    private Batch batch(Map<String, Long> sequences, Map<String, String> claims) {
        return new Batch(head, new Known(sequences, claims, Map.of()));
    }

    @Test
    void anAppendGetsTheNextPositionsAndTheNextSequencesOfItsStreams() {
        assertThat(batch.judge(anyhow(A, B, A)))
                .isEqualTo(new Appended(List.of(new Place(A, 5, 7), new Place(B, 0, 8), new Place(A, 6, 9)), 9, TEN));
        assertThat(batch.judge(anyhow(B))).isEqualTo(new Appended(List.of(new Place(B, 1, 10)), 10, TEN));
        assertThat(batch.nextPosition()).isEqualTo(11);
    }

    @Test
    void aSealedEntrySaysItsPlaceItself() {
        batch.judge(anyhow(A));
        var envelope = EntryJson.read(batch.entries().getFirst().bytes());
        assertThat(envelope.position()).isEqualTo(7);
        assertThat(envelope.sequence()).isEqualTo(5);
        assertThat(envelope.time()).isEqualTo(TEN);
        assertThat(envelope.subject()).isEqualTo(A);
    }

    @Test
    void aSecondAppendSeesTheFirst() {
        assertThat(batch.judge(after(A, 4))).isInstanceOf(Appended.class);
        assertThat(batch.judge(after(A, 4))).isEqualTo(new StreamMoved(A, 4, 5));
        assertThat(batch.judge(after(A, 5))).isInstanceOf(Appended.class);
    }

    @Test
    void aStreamThatIsToBeginMustNotBeThere() {
        assertThat(batch.judge(after(A, -1))).isEqualTo(new StreamMoved(A, -1, 4));
        assertThat(batch.judge(after(B, 0))).isEqualTo(new StreamMoved(B, 0, -1));
        assertThat(batch.judge(after(B, -1))).isInstanceOf(Appended.class);
    }

    @Test
    void anAppendThatIsTurnedDownLeavesNoTrace() {
        batch.judge(new Append(List.of(), List.of(entry(A)), List.of("free", "held"), List.of(), null));
        batch.judge(after(A, 3));
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.nextPosition()).isEqualTo(7);
        assertThat(batch.claimsTaken()).isEmpty();
        assertThat(batch.judge(taking(B, "free"))).isInstanceOf(Appended.class);
    }

    @Test
    void anAppendWhoseAnswerCannotBeWrittenLeavesNoTrace() {
        Append broken = new Append(
                List.of(),
                List.of(entry(A)),
                List.of("free"),
                List.of(),
                new PendingReceipt(newKey(), "digest", appended -> {
                    throw new IllegalStateException("no answer");
                }));
        assertThatThrownBy(() -> batch.judge(broken)).hasMessage("no answer");
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.judge(taking(B, "free"))).isEqualTo(new Appended(List.of(new Place(B, 0, 7)), 7, TEN));
    }

    @Test
    void aClaimHasOneHolder() {
        assertThat(batch.judge(taking(A, "held"))).isEqualTo(new ClaimTaken("held", "release/other"));
        assertThat(batch.judge(taking(A, "free"))).isInstanceOf(Appended.class);
        assertThat(batch.judge(taking(B, "free"))).isEqualTo(new ClaimTaken("free", A));
        assertThat(batch.judge(taking(A, "free")))
                .as("whoever holds it may take it again")
                .isInstanceOf(Appended.class);
        assertThat(batch.claimsTaken()).isEqualTo(Map.of("free", A));
        assertThat(batch.claimsGivenBack()).isEmpty();
    }

    @Test
    void aClaimIsGivenBackByItsHolderAlone() {
        assertThat(batch.judge(releasing(A, "held"))).isEqualTo(new ClaimTaken("held", "release/other"));
        assertThat(batch.judge(releasing("release/other", "held"))).isInstanceOf(Appended.class);
        assertThat(batch.judge(releasing("release/other", "held")))
                .as("what is free may be given back again")
                .isInstanceOf(Appended.class);
        assertThat(batch.claimsGivenBack()).containsExactly("held");
        assertThat(batch.claimsTaken()).isEmpty();
    }

    @Test
    void aClaimThatIsGivenBackCanBeTakenByTheNext() {
        batch.judge(releasing("release/other", "held"));
        assertThat(batch.judge(taking(A, "held"))).isInstanceOf(Appended.class);
        assertThat(batch.claimsGivenBack()).containsExactly("held");
        assertThat(batch.claimsTaken()).isEqualTo(Map.of("held", A));
    }

    @Test
    void aClaimThatCameAndWentWithinTheBatchIsNotWritten() {
        batch.judge(taking(A, "free"));
        batch.judge(releasing(A, "free"));
        assertThat(batch.claimsTaken()).isEmpty();
        assertThat(batch.claimsGivenBack()).isEmpty();
    }

    @Test
    void theSameCommandTwiceInABatchIsRecordedOnce() {
        ReceiptKey key = newKey();
        assertThat(batch.judge(answered(A, key))).isInstanceOf(Appended.class);
        assertThat(batch.judge(answered(A, key)))
                .isInstanceOfSatisfying(
                        ReceiptExists.class,
                        exists -> assertThat(exists.receipt().position()).isEqualTo(7));
        assertThat(batch.entries()).hasSize(1);
        assertThat(batch.newReceipts()).hasSize(1);
    }

    @Test
    void aCommandThatWasAnsweredIsNotJudgedAgain() {
        ReceiptKey key = newKey();
        Receipt receipt = new Receipt(key, "digest", new Answer(201, Map.of(), new byte[0]), 3, TEN);
        Batch later = new Batch(head, new Known(Map.of(A, 4L), Map.of(), Map.of(key, receipt)));
        assertThat(later.judge(new Append(
                        List.of(new Expectation(A, 99)),
                        List.of(entry(A)),
                        List.of(),
                        List.of(),
                        Drafts.tellingPosition(key))))
                .isEqualTo(new ReceiptExists(receipt));
    }

    @Test
    void anAppendWithoutEntriesChecksAndKeepsItsReceipt() {
        Append nothingToDo = new Append(
                List.of(new Expectation(A, 4)), List.of(), List.of(), List.of(), Drafts.tellingPosition(newKey()));
        assertThat(batch.judge(nothingToDo)).isEqualTo(new Appended(List.of(), 6, TEN));
        assertThat(batch.entries()).isEmpty();
        assertThat(batch.newReceipts()).hasSize(1);
    }

    @Test
    void timeNeverGoesBack() {
        Instant future = TEN.plusSeconds(1);
        Head ahead = new Head("test.example", 7, future, frontierOfSeven(), TEN);
        Batch next = new Batch(ahead, new Known(Map.of(), Map.of(), Map.of()));
        assertThat(next.judge(anyhow(A))).isEqualTo(new Appended(List.of(new Place(A, 0, 7)), 7, future));
    }

    @Test
    void theFrontierIsThatOfTheEntries() {
        batch.judge(anyhow(A, B));
        batch.judge(anyhow(A));
        Frontier expected = head.frontier();
        for (StoredEntry entry : batch.entries()) {
            expected = expected.append(Hash.leaf(entry.bytes()));
        }
        assertThat(batch.frontier()).isEqualTo(expected);
        assertThat(batch.frontier().size()).isEqualTo(10);
    }
}
