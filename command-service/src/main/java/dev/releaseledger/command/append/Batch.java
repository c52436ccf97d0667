package dev.releaseledger.command.append;

import dev.releaseledger.command.append.AppendOutcome.Appended;
import dev.releaseledger.command.append.AppendOutcome.ClaimTaken;
import dev.releaseledger.command.append.AppendOutcome.Place;
import dev.releaseledger.command.append.AppendOutcome.ReceiptExists;
import dev.releaseledger.command.append.AppendOutcome.StreamMoved;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the appends of one transaction in their order, each against what the database knew and what those before it in
 * the batch did; gathers what is to be written. Knows no database: this is where it is decided what may be appended.
 */
final class Batch {
    private final Head head;
    private final Instant time;
    private final Known known;
    private final Map<String, Long> sequences;
    private final Map<String, String> claims;
    private final Map<ReceiptKey, Receipt> receipts;
    private final List<StoredEntry> entries = new ArrayList<>();
    private final List<Receipt> newReceipts = new ArrayList<>();
    private final Set<String> touchedClaims = new HashSet<>();

    Batch(Head head, Known known) {
        this.head = head;
        this.time = head.nextTime();
        this.known = known;
        this.sequences = new HashMap<>(known.sequences());
        this.claims = new HashMap<>(known.claims());
        this.receipts = new HashMap<>(known.receipts());
    }

    /** Decides about one append; one that is turned down, or whose receipt cannot be written, leaves no trace. */
    AppendOutcome judge(Append append) {
        PendingReceipt pending = append.receipt();
        if (pending != null && receipts.get(pending.key()) instanceof Receipt earlier) {
            return new ReceiptExists(earlier);
        }
        for (Expectation expectation : append.expectations()) {
            long actual = sequenceOf(expectation.stream());
            if (actual != expectation.sequence()) {
                return new StreamMoved(expectation.stream(), expectation.sequence(), actual);
            }
        }
        Map<String, @Nullable String> moves = new HashMap<>();
        ClaimTaken taken = moveClaims(append, moves);
        if (taken != null) {
            return taken;
        }
        List<StoredEntry> sealed = seal(append.entries());
        Appended appended = new Appended(
                sealed.stream()
                        .map(entry -> new Place(entry.stream(), entry.sequence(), entry.position()))
                        .toList(),
                nextPosition() + sealed.size() - 1,
                time);
        if (pending != null) {
            Answer answer = pending.answer().apply(appended);
            Receipt receipt = new Receipt(pending.key(), pending.bodyDigest(), answer, appended.position(), time);
            receipts.put(receipt.key(), receipt);
            newReceipts.add(receipt);
        }
        entries.addAll(sealed);
        sealed.forEach(entry -> sequences.put(entry.stream(), entry.sequence()));
        moves.forEach(this::move);
        return appended;
    }

    private @Nullable ClaimTaken moveClaims(Append append, Map<String, @Nullable String> moves) {
        if (append.entries().isEmpty()) {
            return null;
        }
        Set<String> own = new HashSet<>();
        append.entries().forEach(entry -> own.add(entry.stream()));
        String holder = append.entries().getFirst().stream();
        for (String claim : append.releases()) {
            String heldBy = claims.get(claim);
            if (heldBy != null && !own.contains(heldBy)) {
                return new ClaimTaken(claim, heldBy);
            }
            moves.put(claim, null);
        }
        for (String claim : append.takes()) {
            String heldBy = moves.containsKey(claim) ? moves.get(claim) : claims.get(claim);
            if (heldBy != null && !heldBy.equals(holder)) {
                return new ClaimTaken(claim, heldBy);
            }
            moves.put(claim, holder);
        }
        return null;
    }

    private void move(String claim, @Nullable String holder) {
        touchedClaims.add(claim);
        if (holder == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, holder);
        }
    }

    private List<StoredEntry> seal(List<PendingEntry> pending) {
        List<StoredEntry> sealed = new ArrayList<>(pending.size());
        Map<String, Long> own = new HashMap<>();
        for (PendingEntry entry : pending) {
            String stream = entry.stream();
            long sequence = own.merge(stream, sequenceOf(stream) + 1, (last, first) -> last + 1);
            long position = nextPosition() + sealed.size();
            sealed.add(new StoredEntry(position, stream, sequence, entry.draft().seal(position, sequence, time)));
        }
        return sealed;
    }

    private long sequenceOf(String stream) {
        return sequences.getOrDefault(stream, Expectation.NO_STREAM);
    }

    /** The position after all that this batch appends. */
    long nextPosition() {
        return head.nextPosition() + entries.size();
    }

    Instant time() {
        return time;
    }

    List<StoredEntry> entries() {
        return entries;
    }

    List<Receipt> newReceipts() {
        return newReceipts;
    }

    /** Claims whose holder the database has to forget, since they are given back or pass to another. */
    List<String> claimsGivenBack() {
        return touchedClaims.stream()
                .filter(known.claims()::containsKey)
                .filter(claim -> !Objects.equals(known.claims().get(claim), claims.get(claim)))
                .toList();
    }

    /** Claims with their new holders. */
    Map<String, String> claimsTaken() {
        Map<String, String> taken = new HashMap<>();
        for (String claim : touchedClaims) {
            String holder = claims.get(claim);
            if (holder != null && !holder.equals(known.claims().get(claim))) {
                taken.put(claim, holder);
            }
        }
        return taken;
    }

    /** The tree with this batch's entries. */
    Frontier frontier() {
        return head.frontier()
                .appendAll(
                        entries.stream().map(entry -> Hash.leaf(entry.bytes())).toList());
    }

    boolean isEmpty() {
        return entries.isEmpty() && newReceipts.isEmpty();
    }
}
