package dev.releaseledger.command.append;

import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;

/** Where automations keep how far they have read. */
public final class AutomationTokens {
    private AutomationTokens() {}

    /** The table for Axon's {@code JdbcTokenStore}. */
    public static TokenSchema schema() {
        return TokenSchema.builder()
                .setTokenTable("ledger.automation_token")
                .setProcessorNameColumn("processor_name")
                .setSegmentColumn("segment")
                .setTokenColumn("token")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("timestamp")
                .setOwnerColumn("owner")
                .build();
    }
}
