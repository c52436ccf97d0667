package dev.releaseledger.events.environment;

/** One of the two halves of an environment that is deployed to by turns. */
public enum Colour {
    BLUE,
    GREEN;

    /** The other one. */
    public Colour other() {
        return this == BLUE ? GREEN : BLUE;
    }
}
