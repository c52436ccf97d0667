package dev.releaseledger.command.automation;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.jspecify.annotations.Nullable;

/** Tokens that somebody laid down: an automation without one does not get one by itself. */
public final class LaidDownTokens extends JdbcTokenStore {
    private final TransactionManager transactions;

    LaidDownTokens(Builder builder, TransactionManager transactions) {
        super(builder);
        this.transactions = transactions;
    }

    /** Brings a new automation: it reacts to what comes after this token. */
    public void layDown(String automation, TrackingToken after) {
        transactions.executeInTransaction(() -> super.initializeTokenSegments(automation, 1, after));
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount) {
        throw new MissingToken(processorName);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
        throw new MissingToken(processorName);
    }
}
