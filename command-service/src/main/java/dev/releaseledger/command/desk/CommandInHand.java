package dev.releaseledger.command.desk;

import dev.releaseledger.command.append.AppendTicket;
import dev.releaseledger.command.append.EntryMetaData;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.rule.HeldClaim;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a command, between the desk and the aggregate: what surrounds the command goes in, what was accepted comes
 * out even when the append that follows fails.
 */
public final class CommandInHand {
    /** Under which key a command message carries it. */
    public static final String KEY = "command-in-hand";

    private final Asked asked;
    private final Caller caller;
    private final AppendTicket ticket;
    private final @Nullable HeldClaim held;
    private Decision.@Nullable Accepted accepted;

    /**
     * An attempt at a command.
     *
     * @param held what the attempt before it found to be held by another release; null where it found nothing
     */
    public CommandInHand(Asked asked, Caller caller, AppendTicket ticket, @Nullable HeldClaim held) {
        this.asked = asked;
        this.caller = caller;
        this.ticket = ticket;
        this.held = held;
    }

    /** Who calls. */
    public Caller caller() {
        return caller;
    }

    /** What the append needs beside the events, and what became of it. */
    public AppendTicket ticket() {
        return ticket;
    }

    /** What another release is known to hold of what the command claims; null where nothing is known. */
    public @Nullable HeldClaim held() {
        return held;
    }

    /** Whether the caller asked for another sequence than this. */
    public boolean isStale(long sequence) {
        return asked.ifMatch() != null && asked.ifMatch() != sequence;
    }

    /** Notes what the aggregate accepted. */
    public void accepted(Decision.Accepted decision) {
        accepted = decision;
    }

    Decision.@Nullable Accepted accepted() {
        return accepted;
    }

    /** What every event of this command carries with it to the append engine. */
    public MetaData said(Attribution by) {
        Map<String, Object> said = new HashMap<>();
        said.put(EntryMetaData.ATTRIBUTION, by);
        said.put(EntryMetaData.TICKET, ticket);
        said.put(EntryMetaData.CORRELATION_ID, asked.correlationId());
        if (asked.traceparent() != null) {
            said.put(EntryMetaData.TRACEPARENT, asked.traceparent());
        }
        return MetaData.from(said);
    }
}
