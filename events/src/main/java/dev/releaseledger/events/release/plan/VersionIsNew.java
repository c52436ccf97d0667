package dev.releaseledger.events.release.plan;

import dev.releaseledger.events.release.ReleaseClaims;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.rule.HeldClaim;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.util.Optional;

/** A version of a product is planned once, for ever. */
public final class VersionIsNew implements Rule<ReleasePlanned> {
    @Override
    public Optional<Violation> judge(Proposal<? extends ReleasePlanned> proposal) {
        ReleasePlanned event = proposal.event();
        HeldClaim held = proposal.held();
        return held != null && held.claim().equals(ReleaseClaims.version(event.product(), event.version()))
                ? conflict(event.product() + "/" + event.version() + " is planned already, by " + held.holder())
                : Optional.empty();
    }
}
