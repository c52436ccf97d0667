package dev.releaseledger.events.release;

/**
 * How many instances a rolling deployment replaces.
 *
 * @param instances how many there are
 * @param batch how many are replaced at a time
 */
public record RollingSize(int instances, int batch) {}
