package dev.releaseledger.command.desk;

import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.StoredEntry;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.rule.HeldClaim;
import java.util.List;
import java.util.Optional;

/** Finds in the entries how a claim is held, so that what is decided over it can be decided again from them. */
final class ClaimHolders {
    private static final int PAGE = 500;

    private final EntryReader entries;

    ClaimHolders(EntryReader entries) {
        this.entries = entries;
    }

    /** How the holder holds the claim; empty where it has given it back meanwhile. */
    Optional<HeldClaim> look(AppendOutcome.ClaimTaken taken) {
        if (ReleaseClaims.isForEver(taken.claim())) {
            return Optional.of(new HeldClaim(taken.claim(), taken.holder(), 0));
        }
        ReleaseState state = ReleaseState.unplanned();
        long next = 0;
        List<StoredEntry> page;
        do {
            page = entries.stream(taken.holder(), next, PAGE);
            for (StoredEntry stored : page) {
                Envelope entry = EntryJson.read(stored.bytes());
                state = state.evolve((ReleaseEvent) Events.read(entry), entry.attribution());
            }
            next += page.size();
        } while (page.size() == PAGE);
        return state instanceof Release holder && ReleaseClaims.heldBy(holder).contains(taken.claim())
                ? Optional.of(new HeldClaim(taken.claim(), taken.holder(), next - 1))
                : Optional.empty();
    }
}
