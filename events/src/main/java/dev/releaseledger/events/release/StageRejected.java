package dev.releaseledger.events.release;

import dev.releaseledger.events.envelope.EventName;

/**
 * A stage was rejected; the release goes back.
 *
 * @param stage the stage that was rejected
 * @param returnsTo the stage that is to be done again
 * @param reason what has to be mended
 */
@EventName("release.stage-rejected.v1")
public record StageRejected(Stage stage, Stage returnsTo, String reason) implements StageEvent {}
