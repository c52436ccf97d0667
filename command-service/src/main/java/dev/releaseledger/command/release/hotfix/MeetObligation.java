package dev.releaseledger.command.release.hotfix;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.HotfixLane;
import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Show that something which a hotfix left to be cleaned up was done. */
public record MeetObligation(
        UUID releaseId,
        String obligation,
        @Nullable String link,
        @Nullable String comment,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new ObligationMet(obligation, link, comment));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        HotfixLane.Met met = release.hotfix().met().get(obligation);
        return met != null
                && met.by().equals(by.actor())
                && Objects.equals(met.link(), link)
                && Objects.equals(met.comment(), comment)
                && release.isOfThis(met.contentRevision());
    }
}
