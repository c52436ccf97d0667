package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;

/**
 * The flag has nothing to do with a release after all.
 *
 * @param releaseId the release
 */
@EventName("flag.unlinked.v1")
public record FlagUnlinked(UUID releaseId) implements FlagEvent {}
