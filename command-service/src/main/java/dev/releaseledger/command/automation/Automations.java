package dev.releaseledger.command.automation;

import dev.releaseledger.command.append.AutomationTokens;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** What automations run on: a token store, so that each knows how far it has reacted, and transactions to move it in. */
public final class Automations {
    private Automations() {}

    /** Lets a configuration run automations that keep their tokens in this database. */
    public static Configurer in(Configurer axon, DataSource database) {
        Serializer serializer = Jackson3Serializer.builder().build();
        JdbcTransactions transactions = new JdbcTransactions(database);
        axon.configureSerializer(configuration -> serializer)
                .registerComponent(TransactionManager.class, configuration -> transactions)
                .registerComponent(TokenStore.class, configuration -> tokens(database, serializer, transactions));
        axon.eventProcessing()
                .usingPooledStreamingEventProcessors()
                .registerPooledStreamingEventProcessorConfiguration(
                        (configuration, processor) -> processor.initialSegmentCount(1));
        return axon;
    }

    private static TokenStore tokens(DataSource database, Serializer serializer, TransactionManager transactions) {
        return new LaidDownTokens(
                JdbcTokenStore.builder()
                        .connectionProvider(
                                new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(database)))
                        .serializer(serializer)
                        .schema(AutomationTokens.schema())
                        .contentType(byte[].class)
                        // Two services, and two contexts in one JVM, are different nodes: one of them reacts.
                        .nodeId(UUID.randomUUID().toString()),
                transactions);
    }
}
