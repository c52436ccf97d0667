package dev.releaseledger.command.release.notes;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.Notes;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leave a change, or a note that was added, out of the notes. */
public record LeaveOutNote(
        UUID releaseId,
        @Nullable String changeId,
        @Nullable UUID noteId,
        String reason,
        @Nullable Instant occurredAt) implements ReleaseCommand {
    @Override
    public List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy) {
        return List.of(new NoteLeftOut(changeId, noteId, reason));
    }

    @Override
    public boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return changeId != null
                && new Notes.Edit.LeftOut(reason).equals(release.notes().edits().get(changeId));
    }
}
