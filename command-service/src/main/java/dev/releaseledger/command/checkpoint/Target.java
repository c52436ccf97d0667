package dev.releaseledger.command.checkpoint;

import java.time.Duration;

/** A place outside that keeps checkpoints. */
interface Target {
    /** webhook, mail or file. */
    String name();

    /** A digest of where it is: another address is another place. */
    String place();

    /** How long at least between two checkpoints. */
    Duration interval();

    /** Gives it a checkpoint, once; throws nothing. */
    Reply give(Kept kept);

    /** Whether it lacks a checkpoint of this size that it is said to have. */
    default boolean lacks(long size) {
        return false;
    }
}
