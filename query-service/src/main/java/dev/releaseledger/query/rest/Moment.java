package dev.releaseledger.query.rest;

import java.time.Instant;

/** When something is asked about. */
public sealed interface Moment {
    /** After the entry at this position. */
    record Position(long position) implements Moment {}

    /** At this time. */
    record Time(Instant time) implements Moment {}
}
