package dev.releaseledger.command.append;

/** The ledger cannot append now: try again later. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the ledger cannot append. */
    public enum Reason {
        NOT_CHECKED("the database has not been checked against what was published yet"),
        REFUSED("the database is not the one that was published from; a person has to look at it"),
        FULL("too many appends are waiting"),
        CLOSING("the service is going down"),
        DATABASE_AWAY("the database does not answer"),
        CLOCK_AHEAD("the ledger's last entry is in the future of the database's clock"),
        OUTCOME_UNKNOWN("the database went away in the middle of a commit, so it may have been recorded or not");

        private final String meaning;

        Reason(String meaning) {
            this.meaning = meaning;
        }

        /** The reason in words. */
        public String meaning() {
            return meaning;
        }
    }

    private final Reason reason;

    public LedgerUnavailable(Reason reason) {
        // Thrown by the thousand when the database is away: a stack trace would say nothing and cost much.
        super(reason.meaning(), null, false, false);
        this.reason = reason;
    }

    /** Why; only {@link Reason#OUTCOME_UNKNOWN} leaves open whether anything was recorded. */
    public Reason reason() {
        return reason;
    }
}
