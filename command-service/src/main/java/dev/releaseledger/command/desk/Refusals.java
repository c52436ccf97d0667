package dev.releaseledger.command.desk;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.append.Append;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.append.PendingEntry;
import dev.releaseledger.command.append.PendingReceipt;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.EntryTooLarge;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.flag.FlagClaims;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.refusal.RefusalsCounted;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.rule.HeldClaim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records what was turned down: on condition that the subject still stands where it was decided. */
public final class Refusals {
    /** A refused request repeats at most so many of the events that it would have led to. */
    private static final int MOST_ASKED = 10;

    private static final int LONGEST_REASON = 2_000;

    private final AppendEngine engine;
    private final RefusalMeter meter;
    private final String source;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    public Refusals(AppendEngine engine, RefusalMeter meter, String origin) {
        this.engine = engine;
        this.meter = meter;
        this.source = "/release-ledger/" + origin;
    }

    /** Whether a refusal of this request would be recorded with its receipt; it is only counted otherwise. */
    boolean keepsOneOf(Asked asked) {
        return meter.hasRoom(asked.actor(), asked.at());
    }

    /**
     * Records a refusal and its receipt, or only counts it where its actor was refused often of late.
     *
     * @return what became of it; what was not recorded, since its subject has moved on, is to be decided again
     */
    AppendOutcome record(
            String command,
            String subject,
            Decision.Refused refused,
            List<Expectation> reads,
            Asked asked,
            @Nullable PendingReceipt receipt) {
        List<Expectation> still = still(subject, refused, reads);
        boolean singly = keepsOneOf(asked);
        AppendOutcome outcome = engine.append(
                singly
                        ? new Append(
                                still, List.of(entry(command, subject, refused, asked)), List.of(), List.of(), receipt)
                        : Append.of(still, List.of()));
        if (outcome instanceof AppendOutcome.Appended) {
            meter.count(asked.actor(), asked.at(), singly);
        }
        return outcome;
    }

    /**
     * Where the subject and what the decision read must still stand, and whoever holds what it was decided over, where that
     * can be given back.
     */
    private static List<Expectation> still(String subject, Decision.Refused refused, List<Expectation> reads) {
        List<Expectation> still = new ArrayList<>(reads);
        still.add(new Expectation(subject, refused.against()));
        HeldClaim held = refused.held();
        if (held != null && !ReleaseClaims.isForEver(held.claim()) && !FlagClaims.isOfAFlag(held.claim())) {
            still.add(new Expectation(held.holder(), held.holderSequence()));
        }
        return still;
    }

    /** Records the counts of windows that are over. A count that could not be recorded is kept for the next time. */
    public void recordCounts(Instant now) {
        for (RefusalsCounted counted : meter.over(now)) {
            EntryDraft draft = EntryDraft.of(
                    ids.generate(),
                    source,
                    RefusalEvent.actorStream(counted.actor()),
                    counted,
                    new Attribution(counted.actor(), Set.of(), now, null),
                    ids.generate().toString(),
                    null,
                    null);
            engine.append(Append.of(List.of(), List.of(new PendingEntry(draft))));
            meter.forget(counted);
        }
    }

    /** The refusal with as many of the events that were asked for as an entry can hold. */
    private PendingEntry entry(String command, String subject, Decision.Refused refused, Asked asked) {
        List<CommandRefused.Asked> events =
                refused.asked().stream().limit(MOST_ASKED).map(Refusals::asked).toList();
        while (true) {
            try {
                return entry(command, subject, refused, asked, events);
            } catch (EntryTooLarge e) {
                if (events.isEmpty()) {
                    throw e;
                }
                events = events.subList(0, events.size() / 2);
            }
        }
    }

    private PendingEntry entry(
            String command, String subject, Decision.Refused refused, Asked asked, List<CommandRefused.Asked> events) {
        List<CommandRefused.Refused> violations = refused.violations().stream()
                .map(violation -> new CommandRefused.Refused(violation.rule(), shortened(violation.reason())))
                .toList();
        HeldClaim held = refused.held();
        RefusalEvent event = held == null
                ? new CommandRefused(command, subject, refused.against(), refused.policyVersion(), violations, events)
                : new ClaimRefused(
                        command,
                        subject,
                        refused.against(),
                        refused.policyVersion(),
                        held.claim(),
                        held.holder(),
                        held.holderSequence(),
                        violations,
                        events);
        return new PendingEntry(EntryDraft.of(
                ids.generate(),
                source,
                RefusalEvent.stream(subject),
                event,
                refused.by(),
                asked.correlationId(),
                asked.causationId(),
                asked.traceparent()));
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    private static CommandRefused.Asked asked(Event event) {
        return new CommandRefused.Asked(
                Events.typeOf(event).name(), EntryJson.mapper().valueToTree(event));
    }
}
