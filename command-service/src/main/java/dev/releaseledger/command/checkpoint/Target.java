package dev.releaseledger.command.checkpoint;

import dev.releaseledger.command.append.DeliveryLog.Place;
import java.time.Duration;

/** A place outside that keeps checkpoints. */
interface Target {
    /** What it is, webhook, mail or file, and where, as a digest: another address is another place. */
    Place place();

    /** What it is called in metrics and health. */
    default String name() {
        return place().target();
    }

    /** How long at least between two checkpoints. */
    Duration interval();

    /** Gives it a checkpoint, once; throws nothing. */
    Reply give(Kept kept);

    /** Whether it lacks a checkpoint of this size that it is said to have. */
    default boolean lacks(long size) {
        return false;
    }
}
