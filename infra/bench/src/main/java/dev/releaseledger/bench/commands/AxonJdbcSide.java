package dev.releaseledger.bench.commands;

import com.zaxxer.hikari.HikariDataSource;
import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.command.append.AppendTicket;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.desk.Caller;
import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.command.desk.Decision;
import dev.releaseledger.command.environment.Environments;
import dev.releaseledger.command.flag.ReleasesBeside;
import dev.releaseledger.command.freeze.Freezes;
import dev.releaseledger.command.incident.Beside;
import dev.releaseledger.command.release.AggregateCache;
import dev.releaseledger.command.release.AxonConfiguration;
import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.servers.LedgerDatabase;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcSQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * The peer: the same aggregates and cache, their events in Axon's own JDBC engine, one transaction a command. What a command
 * claims, its receipt and the Merkle tree are left out: the peer has less to do.
 */
final class AxonJdbcSide implements Side {
    private final HikariDataSource pool;
    private final Configuration axon;
    private final boolean transactionsOnTheBus;

    /** @param transactionsOnTheBus whether a transaction spans a command's handling, or only the append of its events */
    AxonJdbcSide(Site site, int cached, boolean transactionsOnTheBus) {
        this.transactionsOnTheBus = transactionsOnTheBus;
        pool = site.pool(LedgerDatabase.OWNER, CommandsBenchmark.CONNECTIONS);
        TransactionManager transactions = new SpringTransactionManager(new DataSourceTransactionManager(pool));
        Jackson3Serializer json = Jackson3Serializer.builder().build();
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(
                        new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(pool)))
                .transactionManager(transactions)
                .persistenceExceptionResolver(new JdbcSQLErrorCodesResolver())
                .eventSerializer(json)
                .snapshotSerializer(json)
                .build();
        transactions.executeInTransaction(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
        axon = AxonConfiguration.configured(
                        new StoredMetaData(engine),
                        new AggregateCache(cached),
                        PolicyBook.empty(),
                        Freezes.none(),
                        Environments.none(),
                        Beside.nothing(),
                        ReleasesBeside.none())
                .configureCommandBus(configuration -> SimpleCommandBus.builder()
                        .transactionManager(transactionsOnTheBus ? transactions : NoTransactionManager.instance())
                        .build())
                .start();
    }

    @Override
    public String name() {
        return "Axon's own JDBC engine, a transaction around each " + (transactionsOnTheBus ? "command" : "append");
    }

    @Override
    public void take(ReleaseCommand command) {
        AtomicReference<@Nullable CommandResultMessage<?>> result = new AtomicReference<>();
        axon.commandBus()
                .<ReleaseCommand, Object>dispatch(
                        new GenericCommandMessage<>(command, Map.of(CommandInHand.KEY, inHand(command))),
                        (message, answered) -> result.set(answered));
        CommandResultMessage<?> answered = result.get();
        if (answered == null || answered.isExceptional()) {
            throw new IllegalStateException("not taken", answered == null ? null : answered.exceptionResult());
        }
        if (!(answered.getPayload() instanceof Decision.Accepted)) {
            throw new IllegalStateException("not accepted: " + answered.getPayload());
        }
    }

    private static CommandInHand inHand(ReleaseCommand command) {
        Asked asked = CommandsBenchmark.asked();
        return new CommandInHand(
                asked,
                new Caller(asked.actor(), asked.grants(), asked.at(), command.occurredAt()),
                new AppendTicket(),
                null);
    }

    @Override
    public EventStore events() {
        return axon.eventStore();
    }

    @Override
    public void close() {
        axon.shutdown();
        Side.stop(axon.eventStore());
        pool.close();
    }
}
