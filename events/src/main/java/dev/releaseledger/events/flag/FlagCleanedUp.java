package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The flag is out of the code.
 *
 * @param change the change that took it out, e.g. a link to it
 * @param releaseId the release that brings that change; null where it is not said
 */
@EventName("flag.cleaned-up.v1")
public record FlagCleanedUp(String change, @Nullable UUID releaseId) implements FlagEvent {}
