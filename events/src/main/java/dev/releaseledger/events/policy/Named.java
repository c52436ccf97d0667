package dev.releaseledger.events.policy;

/**
 * Something that events name by its id.
 *
 * @param id unique among its like
 * @param title in words
 */
public record Named(String id, String title) {}
