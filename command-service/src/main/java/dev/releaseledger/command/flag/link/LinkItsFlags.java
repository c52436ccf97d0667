package dev.releaseledger.command.flag.link;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.automation.Deadline;
import dev.releaseledger.command.automation.EntryDue;
import dev.releaseledger.command.automation.Reactions;
import dev.releaseledger.command.release.CurrentReleases;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Events;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.RolloutPlanned;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Links the flags that open a dark deployment to its release: those that the ledger has. */
@Component
public final class LinkItsFlags implements Deadline {
    static final String NAME = "flags-are-to-be-linked";

    private final EntryReader entries;
    private final CurrentReleases releases;
    private final LedgerFlags flags;
    private final Reactions reactions;

    LinkItsFlags(EntryReader entries, CurrentReleases releases, LedgerFlags flags, Reactions reactions) {
        this.entries = entries;
        this.releases = releases;
        this.flags = flags;
        // Of the roles that may link flags, a developer may do the least to what they serve.
        this.reactions = reactions.as(Role.DEVELOPER);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void passed(Due due) {
        Envelope entry = EntryDue.of(due).read(entries);
        if (Events.read(entry) instanceof RolloutPlanned planned) {
            releases.of(due.stream()).ifPresent(release -> link(due.subjectId(), release, planned, entry));
        }
    }

    private void link(UUID releaseId, Release release, RolloutPlanned planned, Envelope entry) {
        flags.of(release.plan().product(), planned.flags()).values().forEach(flagId -> {
            // A refusal is on record, and asking again would change nothing.
            var ignored = reactions.say(
                    new LinkOpeningFlag(flagId, releaseId), entry, WhenDarkDeploymentStartsThenLinkItsFlags.NAME);
        });
    }
}
