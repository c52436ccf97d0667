package dev.releaseledger.command.append;

import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The ledger of this service. Needs a {@code DataSource} with its {@code JdbcConnectionDetails}, the migrations of {@code
 * db/command}, an {@link Admission}, and the properties {@code release-ledger.origin} and {@code
 * release-ledger.signing-key}.
 */
@Configuration(proxyBeanMethods = false)
public class AppendConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    Database ledgerDatabase(JdbcConnectionDetails details) {
        return new Database(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }

    @Bean
    HeadSignal headSignal() {
        return new HeadSignal();
    }

    @Bean
    AppendEngine appendEngine(
            Database database, Admission admission, HeadSignal signal, ObjectProvider<MeterRegistry> meters) {
        return new AppendEngine(
                database,
                AppendSettings.defaults(),
                admission,
                signal,
                meters.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    EntryReader entryReader(DataSource dataSource) {
        return new EntryReader(dataSource);
    }

    @Bean
    Claims claims(DataSource dataSource) {
        return new Claims(dataSource);
    }

    @Bean
    Receipts receipts(DataSource dataSource) {
        return new Receipts(dataSource);
    }

    @Bean
    ReceiptRetention receiptRetention(Receipts receipts) {
        return new ReceiptRetention(receipts);
    }

    @Bean
    LedgerEventStorageEngine ledgerEventStorageEngine(
            AppendEngine engine,
            EntryReader reader,
            HeadSignal signal,
            @Value("${release-ledger.origin:releaseledger.local}") String origin) {
        return new LedgerEventStorageEngine(engine, reader, signal, "/release-ledger/" + origin);
    }

    /** The ledger's key, named after its origin as C2SP's checkpoints have it. */
    @Bean
    NoteSigner ledgerSigner(
            @Value("${release-ledger.origin:releaseledger.local}") String origin,
            @Value("${release-ledger.signing-key}") Path signingKey)
            throws IOException, Malformed {
        return NoteSigner.load(origin, signingKey);
    }

    @Bean
    Checkpoints checkpoints(DataSource dataSource, NoteSigner signer, AppendEngine engine, HeadSignal signal) {
        return new Checkpoints(dataSource, signer, engine::obstacle, signal);
    }

    @Bean
    HealthIndicator ledgerHealthIndicator(AppendEngine engine) {
        return new LedgerHealth(engine);
    }
}
