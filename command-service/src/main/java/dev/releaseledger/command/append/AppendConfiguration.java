package dev.releaseledger.command.append;

import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.ledger.VerifierKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * release-ledger.signing-key}; {@code release-ledger.further-signing-keys} and {@code release-ledger.retired-keys} let one key
 * take over from another.
 */
@Configuration(proxyBeanMethods = false)
public class AppendConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AppendConfiguration.class);

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

    /**
     * @param further files of keys that sign beside the first, while one takes over from another
     * @param retired C2SP verifier keys of those that signed before and sign no more
     */
    @Bean
    SigningKeys signingKeys(
            @Value("${release-ledger.origin:releaseledger.local}") String origin,
            @Value("${release-ledger.signing-key}") Path signingKey,
            @Value("${release-ledger.further-signing-keys:}") List<String> further,
            @Value("${release-ledger.retired-keys:}") List<String> retired)
            throws IOException, Malformed {
        List<NoteSigner> signers = new ArrayList<>(List.of(NoteSigner.load(origin, signingKey)));
        for (String key : written(further)) {
            signers.add(NoteSigner.load(origin, Path.of(key)));
        }
        List<VerifierKey> before = new ArrayList<>();
        for (String key : written(retired)) {
            before.add(VerifierKey.parse(key));
        }
        SigningKeys keys = new SigningKeys(signers, before);
        signers.forEach(signer -> LOG.info("checkpoints are signed by {}", signer.verifierKey()));
        return keys;
    }

    /** An empty setting may come as a list of one empty text. */
    private static List<String> written(List<String> texts) {
        return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    @Bean
    Checkpoints checkpoints(
            DataSource dataSource,
            SigningKeys keys,
            AppendEngine engine,
            HeadSignal signal,
            ObjectProvider<MeterRegistry> meters) {
        return new Checkpoints(
                dataSource, keys, engine::obstacle, signal, meters.getIfAvailable(CompositeMeterRegistry::new));
    }

    @Bean
    HealthIndicator checkpointsHealthIndicator(Checkpoints checkpoints) {
        return new CheckpointsHealth(checkpoints);
    }

    @Bean
    HealthIndicator ledgerHealthIndicator(AppendEngine engine) {
        return new LedgerHealth(engine);
    }
}
