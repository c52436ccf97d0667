package dev.releaseledger.command.automation;

/**
 * One reaction to what was recorded: its {@code @EventHandler} methods see each entry that they take once, in the order of positions, after
 * the fact and never again. The transaction in which they run moves the automation's token, so what they write with the
 * service's {@code DataSource} happens exactly once. What they say to the ledger goes through {@link Reactions}.
 *
 * <p>There is a method for each kind of event that it does something about, and none for a wider kind: an event that no
 * method takes costs no transaction.
 */
public interface Automation {

    /** Its name, stable: its token is kept under it. A migration lays the first token down. */
    String name();

    /**
     * How many entries that wait for it may share a transaction. More than one is for whoever has many entries and little to do about
     * each: where one of them fails, those beside it are tried again with it.
     */
    default int together() {
        return 1;
    }
}
