package dev.releaseledger.command.automation;

import dev.releaseledger.command.append.AutomationTokens;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.lifecycle.Phase;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** What automations run on: the ledger to read, and a token store, so that each knows how far it has reacted. */
public final class Automations {
    /** A batch that is under way when the service stops is seen through. */
    private static final int SECONDS_TO_STOP = 15;

    private Automations() {}

    /** Axon's event processors for these automations, each with a token of its own in this database; not started yet. */
    public static Configuration of(
            List<? extends Automation> automations, EventStorageEngine ledger, DataSource database) {
        Serializer serializer = Jackson3Serializer.builder().build();
        JdbcTransactions transactions = new JdbcTransactions(database);
        LedgerFeed feed = new LedgerFeed(ledger);
        Configurer axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> serializer)
                .registerComponent(TransactionManager.class, configuration -> transactions)
                .registerComponent(TokenStore.class, configuration -> tokens(database, serializer, transactions));
        axon.eventProcessing()
                .usingPooledStreamingEventProcessors()
                .configureDefaultStreamableMessageSource(configuration -> feed)
                .registerPooledStreamingEventProcessorConfiguration((configuration, processor) -> processor
                        .initialSegmentCount(1)
                        // However long a batch takes, it stays this instance's.
                        .enableCoordinatorClaimExtension())
                // What failed is tried again; the next entry waits.
                .registerDefaultListenerInvocationErrorHandler(configuration -> PropagatingErrorHandler.instance())
                .byDefaultAssignHandlerInstancesTo(handler -> ((Automation) handler).name());
        axon.onStart(Phase.EXTERNAL_CONNECTIONS, feed::start);
        axon.onShutdown(Phase.EXTERNAL_CONNECTIONS, feed::close);
        axon.configureLifecyclePhaseTimeout(SECONDS_TO_STOP, TimeUnit.SECONDS);
        for (Automation automation : automations) {
            axon.eventProcessing()
                    .registerEventHandler(configuration -> automation)
                    .registerPooledStreamingEventProcessorConfiguration(
                            automation.name(),
                            (configuration, processor) -> processor.batchSize(automation.together()));
        }
        return axon.buildConfiguration();
    }

    /** The tokens of automations in this database. */
    public static LaidDownTokens tokens(DataSource database) {
        return tokens(database, Jackson3Serializer.builder().build(), new JdbcTransactions(database));
    }

    private static LaidDownTokens tokens(DataSource database, Serializer serializer, TransactionManager transactions) {
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
