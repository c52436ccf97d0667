package dev.releaseledger.events.audit;

/** What opening a record of the access topic leads to. */
public sealed interface Opening {
    /**
     * It is open.
     *
     * @param subject who asked, as their token says
     * @param access what for
     */
    record Opened(String subject, Access access) implements Opening {}

    /**
     * It stays shut.
     *
     * @param key the id of the key that it names; empty where it names none
     */
    record Unopened(UnopenedRecords.Why why, String key) implements Opening {}
}
