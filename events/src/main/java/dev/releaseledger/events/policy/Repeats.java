package dev.releaseledger.events.policy;

/**
 * How often a limit has to be passed before a trigger fires: so many times among the last so many reports of one source that
 * have data for it, the newest among them. As many times as reports are consecutive ones.
 *
 * @param times how many times
 * @param of among how many reports
 */
public record Repeats(int times, int of) {
    /** The most reports that a trigger looks back at. */
    public static final int MOST = 20;
}
