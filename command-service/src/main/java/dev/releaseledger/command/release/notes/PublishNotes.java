package dev.releaseledger.command.release.notes;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.notes.ReleaseNotes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publish the notes as they are drafted. */
public record PublishNotes(UUID releaseId, @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        LocalDate date = ReleaseNotes.dateAt(by.judgedAt(), release, policy);
        ReleaseNotes draft = ReleaseNotes.draft(release, date);
        return List.of(new NotesPublished(date, draft.entries().size(), draft.digest()));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return release.notes().arePublished();
    }
}
