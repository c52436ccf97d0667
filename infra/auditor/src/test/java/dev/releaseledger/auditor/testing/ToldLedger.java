package dev.releaseledger.auditor.testing;

import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.release.rule.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A ledger that is told entry by entry; keeps none of them. A second passes with each. */
public final class ToldLedger {
    private static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final UUID COMMAND = new UUID(0x0195_5555_0000_7000L, 0x8000_0000_0000_0000L);

    private final String origin;
    private final Consumer<byte[]> entries;
    private final Map<String, Long> next = new HashMap<>();
    private Frontier frontier = Frontier.EMPTY;
    private Instant now = BEGINNING;

    /**
     * @param entries takes each entry's bytes
     */
    public ToldLedger(String origin, Consumer<byte[]> entries) {
        this.origin = origin;
        this.entries = entries;
    }

    /** Says something now. */
    public void say(String stream, Event event, ToldPerson by) {
        say(stream, event, as(by));
    }

    /** Says something; nobody asks whether it may be said. */
    public void say(String stream, Event event, Attribution by) {
        long position = frontier.size();
        EntryDraft draft = EntryDraft.of(
                new UUID(0x0195_0000_0000_7000L + (position >>> 40), 0x8000_0000_0000_0000L | position),
                "/release-ledger/" + origin,
                stream,
                event,
                by,
                COMMAND.toString(),
                null,
                null);
        byte[] entry = draft.seal(position, next.merge(stream, 1L, Long::sum) - 1, now);
        frontier = frontier.append(Hash.leaf(entry));
        entries.accept(entry);
        now = now.plusSeconds(1);
    }

    /** Records a refusal of what would have been said. */
    public void refuse(
            String command, String subject, int policyVersion, List<Violation> why, Event asked, ToldPerson by) {
        say(
                RefusalEvent.stream(subject),
                new CommandRefused(
                        command,
                        subject,
                        next.getOrDefault(subject, 0L) - 1,
                        policyVersion,
                        why.stream()
                                .map(each -> new CommandRefused.Refused(each.rule(), each.reason()))
                                .toList(),
                        List.of(new CommandRefused.Asked(
                                Events.typeOf(asked).name(), EntryJson.mapper().valueToTree(asked)))),
                by);
    }

    /** Nothing is said for a while. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** What somebody says now. */
    public Attribution as(ToldPerson by) {
        return new Attribution(by.id(), by.roles(), now, null);
    }

    /** The number of entries. */
    public long size() {
        return frontier.size();
    }

    /** The checkpoint of what was said so far. */
    public String checkpoint(NoteSigner signer) {
        return new Checkpoint(origin, frontier.size(), frontier.root())
                .sign(signer)
                .format();
    }
}
