package dev.releaseledger.query.entry;

/** Where understanding ended, and why. What is shown may lack what that entry said. */
public record Doubt(long position, String reason) {}
