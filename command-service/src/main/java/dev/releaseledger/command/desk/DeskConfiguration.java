package dev.releaseledger.command.desk;

import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.Receipts;
import dev.releaseledger.command.release.AggregateCache;
import java.time.Duration;
import java.time.InstantSource;
import org.axonframework.commandhandling.CommandBus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The desk, and what it needs. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class DeskConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Refusals refusals(
            AppendEngine engine,
            @Value("${release-ledger.origin}") String origin,
            @Value("${release-ledger.refusals.recorded-singly}") int singly,
            @Value("${release-ledger.refusals.window}") Duration window) {
        return new Refusals(engine, new RefusalMeter(singly, window), origin);
    }

    @Bean
    CommandDesk commandDesk(
            CommandBus bus,
            AggregateCache aggregates,
            AppendEngine engine,
            EntryReader entries,
            Receipts receipts,
            Refusals refusals) {
        return new CommandDesk(bus, aggregates, engine, entries, receipts, refusals);
    }

    @Bean
    RefusalCounting refusalCounting(Refusals refusals, InstantSource clock) {
        return new RefusalCounting(refusals, clock);
    }
}
