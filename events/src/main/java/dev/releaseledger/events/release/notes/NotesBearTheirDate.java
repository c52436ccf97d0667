package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.NotesPublished;
import dev.releaseledger.events.release.rule.Proposal;
import dev.releaseledger.events.release.rule.Rule;
import dev.releaseledger.events.release.rule.Violation;
import java.time.LocalDate;
import java.util.Optional;

/** Notes bear the date of the deployment to production, in UTC; before it, that of their publication. */
public final class NotesBearTheirDate implements Rule<NotesPublished> {
    @Override
    public Optional<Violation> judge(Proposal<? extends NotesPublished> proposal) {
        LocalDate date = ReleaseNotes.dateAt(proposal.by().judgedAt(), proposal.release(), proposal.policy());
        return proposal.event().date().equals(date)
                ? Optional.empty()
                : unprocessable("the notes bear the date " + proposal.event().date() + "; it should be " + date);
    }
}
