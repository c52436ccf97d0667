package dev.releaseledger.command.release;

import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.LedgerEventStorageEngine;
import dev.releaseledger.command.desk.Command;
import dev.releaseledger.command.desk.NewAggregates;
import dev.releaseledger.command.environment.Environments;
import dev.releaseledger.command.finding.FindingAggregate;
import dev.releaseledger.command.flag.FlagAggregate;
import dev.releaseledger.command.flag.ReleasesBeside;
import dev.releaseledger.command.freeze.FreezeAggregate;
import dev.releaseledger.command.freeze.Freezes;
import dev.releaseledger.command.incident.Beside;
import dev.releaseledger.command.incident.IncidentAggregate;
import dev.releaseledger.command.policy.PolicyAggregate;
import dev.releaseledger.events.policy.Policies;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Axon, wired by hand. The command bus has no transaction manager: an append is one transaction of the append engine, and a
 * command that waits for it holds no connection.
 */
@Configuration(proxyBeanMethods = false)
public class AxonConfiguration {

    @Bean
    CurrentReleases currentReleases(EntryReader reader, Policies policies) {
        return new CurrentReleases(reader, policies);
    }

    @Bean
    AggregateCache aggregateCache(@Value("${release-ledger.aggregates.most-cached:10000}") long most) {
        return new AggregateCache(most);
    }

    @Bean(destroyMethod = "shutdown")
    org.axonframework.config.Configuration aggregates(
            LedgerEventStorageEngine engine,
            AggregateCache cache,
            Policies policies,
            Freezes freezes,
            Environments environments,
            Beside beside,
            ReleasesBeside releases) {
        return configured(engine, cache, policies, freezes, environments, beside, releases)
                .start();
    }

    @Bean
    CommandBus commandBus(@Qualifier("aggregates") org.axonframework.config.Configuration aggregates) {
        return aggregates.commandBus();
    }

    /**
     * Axon's components, for whoever runs the aggregates without Spring.
     *
     * @param policies what releases pin
     * @param freezes what deployments are judged by
     * @param environments what deployments and rollbacks are judged by
     * @param beside what incidents are judged by
     * @param releases what flags are judged by
     */
    public static Configurer configured(
            EventStorageEngine engine,
            Cache cache,
            Policies policies,
            Freezes freezes,
            Environments environments,
            Beside beside,
            ReleasesBeside releases) {
        // Modules found on the class path stay out: one of them calls home for updates.
        return DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(axon -> engine)
                .configureCommandBus(axon -> SimpleCommandBus.builder()
                        .transactionManager(NoTransactionManager.instance())
                        .build())
                .configureCorrelationDataProviders(axon -> java.util.List.<CorrelationDataProvider>of())
                .configureAggregate(aggregate(
                        ReleaseAggregate.class,
                        stream -> new ReleaseAggregate(stream, policies, freezes, environments),
                        cache))
                .configureAggregate(aggregate(PolicyAggregate.class, PolicyAggregate::new, cache))
                .configureAggregate(aggregate(FreezeAggregate.class, FreezeAggregate::new, cache))
                .configureAggregate(aggregate(
                        IncidentAggregate.class, stream -> new IncidentAggregate(stream, policies, beside), cache))
                .configureAggregate(
                        aggregate(FlagAggregate.class, stream -> new FlagAggregate(stream, policies, releases), cache))
                .configureAggregate(aggregate(FindingAggregate.class, FindingAggregate::new, cache));
    }

    private static <A> AggregateConfigurer<A> aggregate(Class<A> type, Function<String, A> ofStream, Cache cache) {
        return AggregateConfigurer.defaultConfiguration(type)
                .configureAggregateFactory(axon -> new NewAggregates<>(type, ofStream))
                .configureCreationPolicyAggregateFactory(axon -> id -> ofStream.apply(String.valueOf(id)))
                .configureCache(axon -> cache)
                // Axon's own way looks for annotations in each command anew.
                .configureCommandTargetResolver(axon -> AxonConfiguration::target);
    }

    /** The aggregate that a command is about: its stream. */
    static VersionedAggregateIdentifier target(CommandMessage<?> message) {
        if (message.getPayload() instanceof Command command) {
            return new VersionedAggregateIdentifier(command.stream(), null);
        }
        throw new IllegalArgumentException(message.getPayloadType() + " is about no stream");
    }
}
