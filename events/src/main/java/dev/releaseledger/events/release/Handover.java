package dev.releaseledger.events.release;

import java.time.Instant;
import java.util.UUID;

/** A handover from stage to stage: by whom, to whom, when. */
public record Handover(Stage from, Stage to, UUID giver, UUID receiver, Instant at) {}
