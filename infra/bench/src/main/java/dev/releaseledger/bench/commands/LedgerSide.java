package dev.releaseledger.bench.commands;

import com.zaxxer.hikari.HikariDataSource;
import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendSettings;
import dev.releaseledger.command.append.Database;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.HeadSignal;
import dev.releaseledger.command.append.LedgerEventStorageEngine;
import dev.releaseledger.command.append.Receipts;
import dev.releaseledger.command.desk.CommandDesk;
import dev.releaseledger.command.desk.RefusalMeter;
import dev.releaseledger.command.desk.Refusals;
import dev.releaseledger.command.desk.Reply;
import dev.releaseledger.command.environment.Environments;
import dev.releaseledger.command.flag.ReleasesBeside;
import dev.releaseledger.command.freeze.Freezes;
import dev.releaseledger.command.incident.Beside;
import dev.releaseledger.command.release.AggregateCache;
import dev.releaseledger.command.release.AxonConfiguration;
import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.servers.LedgerDatabase;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The product's way: the desk, the bus, the append engine. */
final class LedgerSide implements Side {
    private final HikariDataSource pool;
    private final AppendEngine engine;
    private final Configuration axon;
    private final CommandDesk desk;

    LedgerSide(Site site, int cached) {
        pool = site.pool(LedgerDatabase.COMMAND, CommandsBenchmark.CONNECTIONS);
        HeadSignal signal = new HeadSignal();
        engine = new AppendEngine(
                new Database(site.url(), LedgerDatabase.COMMAND, Site.PASSWORD),
                AppendSettings.defaults(),
                Optional::empty,
                signal,
                new CompositeMeterRegistry());
        AggregateCache cache = new AggregateCache(cached);
        axon = AxonConfiguration.configured(
                        new LedgerEventStorageEngine(
                                engine, new EntryReader(pool), signal, "/release-ledger/" + Site.ORIGIN),
                        cache,
                        PolicyBook.empty(),
                        Freezes.none(),
                        Environments.none(),
                        Beside.nothing(),
                        ReleasesBeside.none())
                .start();
        desk = new CommandDesk(
                axon.commandBus(),
                cache,
                List.of(),
                engine,
                new EntryReader(pool),
                new Receipts(pool),
                new Refusals(engine, new RefusalMeter(1, Duration.ofMinutes(1)), Site.ORIGIN));
    }

    @Override
    public String name() {
        return "Release Ledger: desk, bus, append engine";
    }

    @Override
    public void take(ReleaseCommand command) {
        Answer answer = desk.take(
                CommandsBenchmark.asked(),
                command,
                new Reply(command.releaseId().toString(), null));
        if (answer.status() != 200) {
            throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    /** The service's one pool: what else is kept in the database goes through it too. */
    DataSource database() {
        return pool;
    }

    @Override
    public EventStore events() {
        return axon.eventStore();
    }

    @Override
    public void close() {
        axon.shutdown();
        Side.stop(axon.eventStore());
        engine.close();
        pool.close();
    }
}
