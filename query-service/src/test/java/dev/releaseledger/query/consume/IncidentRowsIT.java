package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.TextDigest;
import dev.releaseledger.events.incident.ActionItemAdded;
import dev.releaseledger.events.incident.ActionItemDone;
import dev.releaseledger.events.incident.ActionItemOverdue;
import dev.releaseledger.events.incident.CauseCategory;
import dev.releaseledger.events.incident.DuplicateTaken;
import dev.releaseledger.events.incident.ImpactStated;
import dev.releaseledger.events.incident.IncidentAcknowledged;
import dev.releaseledger.events.incident.IncidentClosed;
import dev.releaseledger.events.incident.IncidentEvent;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentLinked;
import dev.releaseledger.events.incident.IncidentMerged;
import dev.releaseledger.events.incident.IncidentMitigated;
import dev.releaseledger.events.incident.IncidentOpened;
import dev.releaseledger.events.incident.IncidentOrigin;
import dev.releaseledger.events.incident.IncidentReopened;
import dev.releaseledger.events.incident.IncidentResolved;
import dev.releaseledger.events.incident.IncidentRole;
import dev.releaseledger.events.incident.IncidentRoleAssigned;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.incident.PostMortemPublished;
import dev.releaseledger.events.incident.RootCauseStated;
import dev.releaseledger.events.incident.Severity;
import dev.releaseledger.events.incident.SeverityChanged;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of incidents, on a real PostgreSQL: functions of the entries alone, whatever those hold. */
class IncidentRowsIT {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final TestDatabase DATABASE = TestServers.shared().newDatabase();
    private static final DriverManagerDataSource SOURCE =
            new DriverManagerDataSource(DATABASE.url(), TestDatabase.QUERY, TestDatabase.PASSWORD);
    private static final JdbcTemplate JDBC = new JdbcTemplate(SOURCE);
    private static final TransactionTemplate TRANSACTION =
            new TransactionTemplate(new DataSourceTransactionManager(SOURCE));
    private static final List<String> TABLES =
            List.of("incident", "incident_text", "incident_link", "incomplete_stream");

    /** A letter that takes four bytes, a NUL, half of a pair, and what marks hits. */
    private static final String ODD = "\ud801\udc00 a\0b \ud800 c\ue000d\ue001 e";

    private record Said(int incident, IncidentEvent event, boolean backfilled) {}

    /** A generation's tables, empty. */
    private static final class Tables {
        private final Generation generation;
        private final GenerationTables tables;
        private final Projector projector;

        Tables(int number) {
            generation = new Generation(number);
            new Schemas(SOURCE, JDBC, TRANSACTION).migrate(generation);
            JDBC.execute(generation.sql("truncate {g}.entry, {g}.frontier, {g}.story, {g}.incident, {g}.incident_text,"
                    + " {g}.incident_link, {g}.incomplete_stream"));
            JDBC.update(generation.sql(
                    "update {g}.progress set next_position = 0, next_offset = 0, last_time = null, frontier = ''"));
            tables = new GenerationTables(generation, JDBC, TRANSACTION);
            projector = new Projector(tables, tables, 1_000_000);
        }

        void project(List<Received> records, boolean forgetful) {
            if (forgetful) {
                projector.forget();
            }
            Progress before = tables.progress();
            Batch batch = projector.project(before, records, before.nextOffset() + records.size());
            assertThat(batch.alarm()).isNull();
            assertThat(tables.write(batch)).isTrue();
            projector.committed(batch);
        }

        List<String> rows() {
            return TABLES.stream().flatMap(table -> rowsOf(table).stream()).toList();
        }

        List<String> rowsOf(String table) {
            List<String> rows = new ArrayList<>();
            rows.addAll(JDBC.queryForList(
                    generation.sql("select t::text from {g}." + table + " t order by 1"), String.class));
            return rows;
        }

        boolean finds(String words) {
            return Boolean.TRUE.equals(JDBC.queryForObject(
                    generation.sql("select exists (select from {g}.incident_text where searchable @@"
                            + " websearch_to_tsquery('{g}.incident_words', ?))"),
                    Boolean.class,
                    words));
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void whateverTheBatchesAre_theRowsAreThoseOfAFreshFold(
            @ForAll("histories") List<Said> history, @ForAll Random borders) {
        List<Received> records = records(history);
        Tables batched = new Tables(1);
        int at = 0;
        while (at < records.size()) {
            int to = Math.min(records.size(), at + 1 + borders.nextInt(8));
            batched.project(records.subList(at, to), borders.nextInt(3) == 0);
            at = to;
        }
        Tables fresh = new Tables(2);
        fresh.project(records, false);

        assertThat(batched.rows()).isEqualTo(fresh.rows()).isNotEmpty();
    }

    @Provide
    Arbitrary<List<Said>> histories() {
        Arbitrary<IncidentEvent> events =
                Arbitraries.integers().between(0, 9_999).map(IncidentRowsIT::event);
        Arbitrary<Said> said = Arbitraries.integers()
                .between(1, 3)
                .flatMap(incident -> events.flatMap(
                        event -> Arbitraries.of(true, false).map(backfilled -> new Said(incident, event, backfilled))));
        return said.list().ofMinSize(1).ofMaxSize(60).map(rest -> {
            List<Said> history = new ArrayList<>();
            for (int incident = 1; incident <= 3; incident++) {
                history.add(new Said(incident, opened("Incident " + incident), incident == 3));
            }
            history.addAll(rest);
            return history;
        });
    }

    /** Something that may be said, of few enough things that what follows often refers to what was said. */
    private static IncidentEvent event(int seed) {
        UUID one = new UUID(9, seed % 4);
        List<Function<Integer, IncidentEvent>> kinds = List.of(
                n -> new IncidentAcknowledged(),
                n -> new SeverityChanged(Severity.values()[n % 4], "looked again"),
                n -> new ImpactStated("hurt " + n, TIME, null),
                n -> new LogEntryWritten(new UUID(1, n), "wrote " + n + ODD, TIME, null, List.of()),
                n -> new IncidentRoleAssigned(IncidentRole.values()[n % 4], one),
                n -> new IncidentMitigated("so", TIME.minusSeconds(n)),
                n -> new IncidentResolved("so", TIME.minusSeconds(n)),
                n -> new IncidentReopened("not over"),
                n -> new RootCauseStated(
                        "because " + n, CauseCategory.values()[n % 10], List.of("factor " + n), List.of()),
                n -> new ActionItemAdded(one, "do " + n, TestLedger.PLANNER, LocalDate.EPOCH),
                n -> new ActionItemDone(one, null, null),
                n -> new ActionItemOverdue(one, LocalDate.EPOCH),
                n -> new PostMortemPublished("learnt " + n, TextDigest.of("learnt " + n)),
                n -> new IncidentLinked(IncidentLink.toRelease(one)),
                n -> new IncidentLinked(IncidentLink.toRollback(one, one, one)),
                n -> new DuplicateTaken(one, "checkout", List.of(IncidentLink.toDeployment(one, one)), "same"),
                n -> new IncidentMerged(one, "same"),
                n -> new IncidentClosed(null),
                n -> opened("again"));
        return kinds.get(seed % kinds.size()).apply(seed / kinds.size());
    }

    private static IncidentOpened opened(String title) {
        return new IncidentOpened(
                "checkout",
                null,
                title,
                Severity.SEV3,
                IncidentOrigin.PERSON,
                TIME.minusSeconds(9),
                List.of(IncidentLink.toRelease(new UUID(9, 1)), IncidentLink.toRelease(new UUID(9, 1))),
                1);
    }

    private static List<Received> records(List<Said> history) {
        Map<Integer, Long> sequences = new HashMap<>();
        List<Received> records = new ArrayList<>();
        for (Said said : history) {
            long position = records.size();
            String stream = IncidentEvent.stream(new UUID(0, said.incident()));
            long sequence = sequences.merge(said.incident(), 0L, (last, first) -> last + 1);
            Attribution by = new Attribution(
                    TestLedger.PLANNER,
                    Set.of(Role.ON_CALL),
                    TIME,
                    said.backfilled() ? TIME.minusSeconds(100_000 - position) : null);
            byte[] bytes = TestLedger.sealed(stream, said.event(), by, position, sequence, TIME.plusSeconds(position));
            records.add(new Received.Placed(
                    position, position, stream, ReadEntry.of(bytes), bytes, Hash.leaf(bytes), false));
        }
        return records;
    }

    private static Tables projected(IncidentEvent... events) {
        Tables tables = new Tables(3);
        tables.project(
                records(Stream.of(events)
                        .map(event -> new Said(1, event, false))
                        .toList()),
                false);
        return tables;
    }

    @Example
    void givenCharactersThatPostgresCannotHold_theRowsAreWrittenAndTheRestIsFound() {
        Tables tables = projected(
                opened("Odd " + ODD), new LogEntryWritten(UUID.randomUUID(), ODD + " findable", null, null, List.of()));

        assertThat(tables.rowsOf("incident")).hasSize(1);
        assertThat(tables.finds("findable")).isTrue();
    }

    @Example
    void givenTimesThatNoColumnHolds_theRowsAreWritten() {
        IncidentOpened known = opened("In another age");
        Tables tables = projected(
                new IncidentOpened(
                        known.product(),
                        null,
                        known.title(),
                        known.severity(),
                        known.origin(),
                        Instant.MIN,
                        List.of(),
                        1),
                new IncidentResolved("so", Instant.MAX));

        assertThat(tables.rowsOf("incident"))
                .singleElement()
                .asString()
                .contains("0001-01-01")
                .contains("9999-12-31");
    }

    @Example
    void givenTextsThatMakeTheLargestVectors_theyAreCutBelowTheLimitAndTheNewestOfTheLogIsFound() {
        List<IncidentEvent> events = new ArrayList<>();
        events.add(opened("Large"));
        events.add(new RootCauseStated(distinct(45_000, 1), CauseCategory.OTHER, List.of(), List.of()));
        for (int n = 0; n < 20; n++) {
            events.add(
                    new LogEntryWritten(new UUID(1, n), "entry" + n + " " + distinct(5_000, n), null, null, List.of()));
        }
        String markdown = distinct(45_000, 7);
        events.add(new PostMortemPublished(markdown, TextDigest.of(markdown)));

        Tables tables = projected(events.toArray(IncidentEvent[]::new));

        assertThat(tables.finds("entry19")).isTrue();
        assertThat(tables.finds("entry0")).isFalse();
        assertThat(JDBC.queryForObject(
                        tables.generation.sql("select pg_column_size(searchable) from {g}.incident_text"),
                        Integer.class))
                .isGreaterThan(100_000);
    }

    /** As many different short words as fit, joined so that each counts by itself and within a longer one. */
    private static String distinct(int length, int seed) {
        StringBuilder text = new StringBuilder();
        for (int n = seed * 46_656; text.length() < length; n++) {
            text.append(Integer.toString(n % 46_656 + 46_656, 36).substring(1)).append(n % 50 == 49 ? ' ' : '-');
        }
        return text.toString();
    }
}
