package dev.releaseledger.command.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody wants to happen to one stream. */
public interface Command {

    /** The stream that it is about, e.g. {@code release/<id>}; also the identifier of the aggregate that decides. */
    String stream();

    /** The time that the caller claims, for backfilled history; null for what happens now. */
    @Nullable
    Instant occurredAt();
}
