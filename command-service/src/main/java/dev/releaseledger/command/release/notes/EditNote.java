package dev.releaseledger.command.release.notes;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.NoteEdited;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.Notes;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Say otherwise what the notes tell of a change. */
public record EditNote(
        UUID releaseId,
        String changeId,
        @Nullable NoteSection section,
        @Nullable String area,
        String text,
        @Nullable LocalDate sunset,
        @Nullable Instant occurredAt)
        implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new NoteEdited(changeId, section, area, text, sunset));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return new Notes.Edit.Reworded(section, area, text, sunset)
                .equals(release.notes().edits().get(changeId));
    }
}
