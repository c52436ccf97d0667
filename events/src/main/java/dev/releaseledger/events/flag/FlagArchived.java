package dev.releaseledger.events.flag;

import dev.releaseledger.events.envelope.EventName;
import org.jspecify.annotations.Nullable;

/**
 * Nothing more is done with the flag.
 *
 * @param documentation a link to what there is to know about it
 * @param digest the digest of what the link leads to; null where there is none
 */
@EventName("flag.archived.v1")
public record FlagArchived(String documentation, @Nullable String digest) implements FlagEvent {}
