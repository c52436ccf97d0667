package dev.releaseledger.events.release;

/** What may be said about going by another version of the product's policy than the one that was planned under. */
public sealed interface RepinEvent extends ReleaseEvent permits PolicyRepinProposed, PolicyRepinned {}
