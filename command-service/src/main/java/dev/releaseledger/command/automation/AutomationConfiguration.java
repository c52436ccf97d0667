package dev.releaseledger.command.automation;

import dev.releaseledger.command.append.LedgerEventStorageEngine;
import dev.releaseledger.command.desk.CommandDesk;
import dev.releaseledger.command.directory.Directory;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

/** The automations that are there as beans, running. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class AutomationConfiguration {

    @Bean
    Reactions reactions(CommandDesk desk, Directory directory, InstantSource clock) {
        return new Reactions(desk, directory, clock);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Deadlines deadlines(
            ObjectProvider<Deadline> deadlines,
            DataSource database,
            InstantSource clock,
            @Value("${release-ledger.deadlines.look}") Duration look,
            @Value("${release-ledger.deadlines.retry}") Duration retry) {
        return new Deadlines(deadlines.orderedStream().toList(), database, clock, look, retry);
    }

    @Bean(initMethod = "start", destroyMethod = "shutdown")
    @DependsOnDatabaseInitialization
    Configuration automations(
            ObjectProvider<Automation> automations, LedgerEventStorageEngine ledger, DataSource database) {
        return Automations.of(automations.orderedStream().toList(), ledger, database);
    }
}
