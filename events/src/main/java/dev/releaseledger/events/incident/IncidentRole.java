package dev.releaseledger.events.incident;

/** What somebody does in an incident. */
public enum IncidentRole {
    /** Decides. */
    COMMANDER,

    /** Tells the people who have to know. */
    COMMUNICATIONS,

    /** Writes the log. */
    SCRIBE,

    /** Mends. */
    RESPONDER
}
