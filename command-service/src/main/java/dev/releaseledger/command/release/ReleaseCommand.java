package dev.releaseledger.command.release;

import dev.releaseledger.command.desk.Command;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import java.util.List;
import java.util.UUID;

/** What somebody wants to happen to one release: a command says which events it comes to, and the rules judge those. */
public interface ReleaseCommand extends Command {

    /** The release that it is about. */
    UUID releaseId();

    @Override
    default String stream() {
        return ReleaseEvent.stream(releaseId());
    }

    /** The events that it comes to in this state, one following on another. Pure. */
    List<ReleaseEvent> proposes(Release release, Attribution by, ReleasePolicy policy);

    /** Whether it is said of other content than the release has, so that nothing is decided. Pure. */
    default boolean isOfOtherContent(Release release) {
        return false;
    }

    /** Whether the release no longer waits for it, as it did when whoever says it looked, so that nothing is decided. Pure. */
    default boolean isOvertaken(Release release, Attribution by, ReleasePolicy policy) {
        return false;
    }

    /** Whether it is so already by the same person's word where that matters, so that it says nothing new. Pure. */
    default boolean isAlreadySo(Release release, Attribution by, ReleasePolicy policy) {
        return false;
    }
}
