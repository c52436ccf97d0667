package dev.releaseledger.query.finding.rule;

/**
 * What came through Kafka is not the history that the ledger signed. No release's history proves it: it is written with the
 * alarm that stops the projection, in the same transaction, and is gone with the generation that was stopped.
 */
public final class LedgerDiffers implements FindingRule {
    /** What the finding is about. */
    public static final String SUBJECT = "ledger";

    @Override
    public String id() {
        return "ledger-differs";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Severity severity() {
        return Severity.HIGH;
    }

    @Override
    public String title() {
        return "What was received is not the history that the ledger signed";
    }

    @Override
    public String definition() {
        return "An entry that came is not the next one, is not what its publisher stated, came again as another, or a signed"
                + " checkpoint is not of the tree over the entries that came. The projection stops there and the health is"
                + " down. It cites the position that differs, or the first and the last of the span in which the first"
                + " difference is. It ends with a rebuild from a topic that is whole.";
    }

    @Override
    public String source() {
        return "The ledger";
    }

    @Override
    public boolean judges() {
        return false;
    }
}
