package dev.releaseledger.command.append;

import dev.releaseledger.events.envelope.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command wants with its append beyond the events that its aggregate applies, and what became of it. It travels in
 * the metadata of the command's events ({@link EntryMetaData#TICKET}). Belongs to one command, on one thread.
 */
public final class AppendTicket {
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<String> takes = new ArrayList<>();
    private final List<String> releases = new ArrayList<>();
    private final List<Alongside> alongside = new ArrayList<>();
    private @Nullable PendingReceipt receipt;
    private @Nullable AppendOutcome outcome;

    /** Another stream that the decision read and that must not have moved. */
    public AppendTicket expecting(String stream, long sequence) {
        expectations.add(new Expectation(stream, sequence));
        return this;
    }

    /** A name that only the aggregate's stream may hold from now on. */
    public AppendTicket taking(String claim) {
        takes.add(claim);
        return this;
    }

    /** A name that the aggregate's stream gives back. */
    public AppendTicket releasing(String claim) {
        releases.add(claim);
        return this;
    }

    /** What is recorded in another stream together with the aggregate's events, after them. */
    public AppendTicket alongside(String stream, Event event) {
        alongside.add(new Alongside(stream, event));
        return this;
    }

    /** What is recorded alongside. */
    List<Alongside> alongside() {
        return alongside;
    }

    /** An event of another stream. */
    record Alongside(String stream, Event event) {}

    /** The answer to keep. */
    public AppendTicket keeping(PendingReceipt receipt) {
        this.receipt = receipt;
        return this;
    }

    /** What became of the append; empty as long as it was not tried, or when it failed with an exception. */
    public Optional<AppendOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    void settle(AppendOutcome outcome) {
        this.outcome = outcome;
    }

    /** The append of these entries on these conditions, and of what this ticket wants. */
    Append append(List<Expectation> expected, List<PendingEntry> entries) {
        List<Expectation> all = new ArrayList<>(expected);
        all.addAll(expectations);
        return new Append(all, entries, takes, releases, receipt);
    }
}
