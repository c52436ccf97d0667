package dev.releaseledger.command.automation;

/**
 * An automation that does not know how far it has read. The service does not start rather than let it begin again: what it did
 * would be done twice. A migration that brings a new automation lays its first token down.
 */
public final class MissingToken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingToken(String automation) {
        super("automation " + automation + " has no token, so it cannot know what it has reacted to already");
    }
}
