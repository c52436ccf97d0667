package dev.releaseledger.query.consume;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.releaseledger.query.flag.ofrep.EvaluationCounts;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.generation.ProjectedPosition;
import dev.releaseledger.query.ledger.LedgerTree;
import dev.releaseledger.query.settings.PinnedKeys;
import dev.releaseledger.query.settings.PinnedWitnesses;
import dev.releaseledger.query.settings.QuerySettings;
import dev.releaseledger.query.witness.Submissions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The projections and their own connections, the only ones that write; queries never wait for them nor they for queries. */
@Configuration(proxyBeanMethods = false)
class ConsumeConfiguration {
    private final Semaphore wake = new Semaphore(0);

    /** Connections, templates and what is built on them, closed together. */
    static final class Writing implements AutoCloseable {
        private final HikariDataSource dataSource;
        private final JdbcTemplate jdbc;
        private final TransactionTemplate transaction;

        Writing(HikariDataSource dataSource) {
            this.dataSource = dataSource;
            this.jdbc = new JdbcTemplate(dataSource);
            this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        }

        GenerationRegister register() {
            return new GenerationRegister(jdbc, transaction);
        }

        @Override
        public void close() {
            dataSource.close();
        }
    }

    @Bean
    Writing writing(DataSourceProperties properties) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(properties.getUrl());
        config.setUsername(properties.getUsername());
        config.setPassword(properties.getPassword());
        config.setPoolName("projections");
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "release-ledger-projection");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "3");
        // A database that is frozen, not closed, is noticed after this many seconds.
        config.addDataSourceProperty("socketTimeout", "60");
        return new Writing(new HikariDataSource(config));
    }

    @Bean
    ProjectionMetrics projectionMetrics(MeterRegistry registry, ProjectedPosition position) {
        return new ProjectionMetrics(registry, position);
    }

    @Bean
    TopicExamination topicExamination(QuerySettings settings) {
        return new TopicExamination(settings);
    }

    @Bean
    Rebuilds rebuilds(Writing writing) {
        return new Rebuilds(writing.register(), wake::release);
    }

    @Bean
    HealthIndicator projectionHealth(Generations generations, TopicExamination topics) {
        return new ProjectionHealth(generations, topics);
    }

    @Bean
    Projections projections(
            QuerySettings settings,
            Writing writing,
            PinnedKeys pinned,
            TopicExamination topics,
            Generations generations,
            ProjectedPosition position,
            ProjectionMetrics metrics,
            Clock clock) {
        return new Projections(
                settings,
                new Schemas(writing.dataSource, writing.jdbc, writing.transaction),
                writing.register(),
                writing.jdbc,
                writing.transaction,
                pinned.keys(),
                topics,
                generations,
                position,
                metrics,
                clock,
                wake);
    }

    @Bean
    EvaluationCounting evaluationCounting(
            EvaluationCounts counts, Writing writing, QuerySettings settings, Clock clock) {
        return new EvaluationCounting(counts, new EvaluationTable(writing.jdbc), settings.flags(), clock);
    }

    @Bean
    DailyEvaluations dailyEvaluations(
            QuerySettings settings, Writing writing, Generations generations, Projections projections, Clock clock) {
        return new DailyEvaluations(
                settings.flags(),
                new EvaluationTable(writing.jdbc),
                new EvaluationTopic(settings),
                generations,
                projections::isProjecting,
                clock);
    }

    @Bean
    Submissions submissions(
            PinnedWitnesses pinned,
            QuerySettings settings,
            LedgerTree tree,
            Generations generations,
            Writing writing,
            Projections projections,
            MeterRegistry registry) {
        return new Submissions(
                pinned,
                settings,
                tree,
                generations,
                new CosignatureTable(writing.jdbc),
                projections::isProjecting,
                registry);
    }
}
