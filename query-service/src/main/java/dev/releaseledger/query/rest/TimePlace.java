package dev.releaseledger.query.rest;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in a list that goes from the newest to the oldest; the id decides between equal times.
 *
 * @param time to the microsecond
 */
public record TimePlace(Instant time, UUID id) {}
