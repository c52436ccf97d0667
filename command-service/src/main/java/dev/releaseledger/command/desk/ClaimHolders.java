package dev.releaseledger.command.desk;

import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.events.flag.FlagClaims;
import dev.releaseledger.events.incident.Incident;
import dev.releaseledger.events.incident.IncidentClaims;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentState;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.rule.HeldClaim;
import java.util.Optional;

/** Finds in the entries how a claim is held, so that what is decided over it can be decided again from them. */
final class ClaimHolders {
    private final EntryReader entries;

    ClaimHolders(EntryReader entries) {
        this.entries = entries;
    }

    /** How the holder holds the claim; empty where it has given it back meanwhile. */
    Optional<HeldClaim> look(AppendOutcome.ClaimTaken taken) {
        if (ReleaseClaims.isForEver(taken.claim()) || FlagClaims.isOfAFlag(taken.claim())) {
            return Optional.of(new HeldClaim(taken.claim(), taken.holder(), 0));
        }
        return taken.holder().startsWith("release/") ? ofRelease(taken) : ofIncident(taken);
    }

    private Optional<HeldClaim> ofIncident(AppendOutcome.ClaimTaken taken) {
        if (!IncidentClaims.isOfALink(taken.claim())) {
            // It says where incidents are, and keeps nobody from anything.
            return Optional.empty();
        }
        StreamStates.Standing<IncidentState> standing = StreamStates.fold(
                entries,
                taken.holder(),
                IncidentState.unopened(),
                (state, event, by) -> state.evolve((IncidentEvent) event, by));
        return standing.state() instanceof Incident holder
                        && IncidentClaims.heldBy(holder).contains(taken.claim())
                ? Optional.of(new HeldClaim(taken.claim(), taken.holder(), standing.sequence()))
                : Optional.empty();
    }

    private Optional<HeldClaim> ofRelease(AppendOutcome.ClaimTaken taken) {
        StreamStates.Standing<ReleaseState> standing = StreamStates.fold(
                entries,
                taken.holder(),
                ReleaseState.unplanned(),
                (state, event, by) -> state.evolve((ReleaseEvent) event, by));
        return standing.state() instanceof Release holder
                        && ReleaseClaims.heldBy(holder).contains(taken.claim())
                ? Optional.of(new HeldClaim(taken.claim(), taken.holder(), standing.sequence()))
                : Optional.empty();
    }
}
