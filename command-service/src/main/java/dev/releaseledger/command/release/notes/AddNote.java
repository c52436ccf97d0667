package dev.releaseledger.command.release.notes;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.NoteAdded;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.Notes;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Add to the notes what no change tells of. */
public record AddNote(
        UUID releaseId,
        UUID noteId,
        NoteSection section,
        @Nullable String area,
        String text,
        @Nullable LocalDate sunset,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new NoteAdded(noteId, section, area, text, sunset));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return new Notes.Added(section, area, text, sunset)
                .equals(release.notes().added().get(noteId));
    }
}
