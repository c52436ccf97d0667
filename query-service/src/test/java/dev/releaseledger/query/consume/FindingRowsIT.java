package dev.releaseledger.query.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.finding.FindingEvent;
import dev.releaseledger.events.finding.FindingSuppressed;
import dev.releaseledger.events.finding.SuppressionEnded;
import dev.releaseledger.events.finding.SuppressionWithdrawn;
import dev.releaseledger.events.flag.FlagArchived;
import dev.releaseledger.events.flag.FlagCleanedUp;
import dev.releaseledger.events.flag.FlagEvaluationsCounted;
import dev.releaseledger.events.flag.FlagEvent;
import dev.releaseledger.events.flag.FlagLinked;
import dev.releaseledger.events.flag.FlagOutlived;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.RolloutAdvanced;
import dev.releaseledger.events.flag.RolloutLingered;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.policy.HotfixPhase;
import dev.releaseledger.events.policy.PolicyEvent;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.AnnouncementMissed;
import dev.releaseledger.events.release.AnnouncementSent;
import dev.releaseledger.events.release.Baseline;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ChangeRemoved;
import dev.releaseledger.events.release.DeploymentAdvanced;
import dev.releaseledger.events.release.DeploymentStarted;
import dev.releaseledger.events.release.DeploymentVerified;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.HealthVerdict;
import dev.releaseledger.events.release.HotfixBudgetOverrun;
import dev.releaseledger.events.release.HotfixTriaged;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.NoteLeftOut;
import dev.releaseledger.events.release.ObligationMet;
import dev.releaseledger.events.release.PolicyRepinned;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.RolloutPlanned;
import dev.releaseledger.events.release.Strategy;
import dev.releaseledger.events.release.WatchPassed;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.finding.rule.CleanUpOpen;
import dev.releaseledger.query.finding.rule.FindingRule;
import dev.releaseledger.query.finding.rule.NextVersion;
import dev.releaseledger.query.finding.rule.OtherPolicies;
import dev.releaseledger.query.finding.rule.RuleBook;
import dev.releaseledger.query.flag.TestFlags;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.testing.TestLedger;
import dev.releaseledger.servers.testing.TestDatabase;
import dev.releaseledger.servers.testing.TestServers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Findings are a function of the entries alone: whatever the batch borders, and whatever was forgotten between them. */
class FindingRowsIT {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID OTHER = new UUID(0, 2);
    private static final RunningVersion BEFORE = new RunningVersion(new UUID(8, 1), new UUID(8, 2), "1.0.0", null);
    private static int generations;

    private static final TestDatabase DATABASE = TestServers.shared().newDatabase();
    private final DriverManagerDataSource dataSource =
            new DriverManagerDataSource(DATABASE.url(), TestDatabase.QUERY, TestDatabase.PASSWORD);
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(dataSource));

    private record Line(String stream, Event event, UUID by) {}

    private static Line line(UUID release, Event event) {
        return new Line("release/" + release, event, TestLedger.PLANNER);
    }

    /** A release that every rule has something to say of. */
    private static Deque<Line> story(UUID release) {
        UUID deployment = new UUID(release.getLeastSignificantBits(), 7);
        String stream = "release/" + release;
        return new ArrayDeque<>(List.of(
                line(
                        release,
                        new ReleasePlanned(
                                "checkout",
                                "1.0." + release.getLeastSignificantBits(),
                                "t",
                                ReleaseKind.HOTFIX,
                                Strategy.BIG_BANG,
                                null,
                                OTHER,
                                null,
                                "1.0.0",
                                1)),
                line(release, change("a", BEGINNING.minus(Duration.ofDays(90)))),
                line(release, change("b", BEGINNING)),
                line(release, new ChangeRemoved("b", "not now")),
                line(release, new HotfixBudgetOverrun(HotfixPhase.TRIAGE, BEGINNING, Duration.ZERO, BEGINNING)),
                line(release, new HotfixTriaged("production-outage", "all", OTHER)),
                line(release, new ItemWaiverProposed("runbook-updated", "no time")),
                line(release, new ItemWaived("runbook-updated", "no time", TestLedger.PLANNER)),
                line(release, new DeploymentStarted(deployment, "production", Strategy.BIG_BANG, null)),
                line(
                        release,
                        new RolloutPlanned(deployment, List.of(), null, null, Set.of(), BEFORE, Baseline.UNKNOWN)),
                line(release, new AnnouncementMissed("week-before", BEGINNING)),
                line(release, new DeploymentAdvanced(deployment, 100)),
                line(release, new DeploymentVerified(deployment, "smoke", null, null, null)),
                line(release, measured(deployment, BEGINNING.plusSeconds(1))),
                line(release, new WatchPassed(deployment, BEGINNING, BEGINNING)),
                line(release, measured(deployment, BEGINNING.plusSeconds(2))),
                new Line(
                        FindingEvent.stream("checkout"),
                        new FindingSuppressed(
                                release, "clean-up-open", stream, "hotfix/MERGED_BACK", "soon", BEGINNING),
                        OTHER),
                line(release, measured(deployment, BEGINNING.plus(Duration.ofHours(1)))),
                line(release, new ObligationMet("MERGED_BACK", null, null)),
                line(release, new ItemTicked("rollback-plan-documented", null)),
                line(release, new AnnouncementSent("week-before", 0, true, null, null, null)),
                new Line(
                        FindingEvent.stream("checkout"),
                        release.getLeastSignificantBits() % 2 == 0
                                ? new SuppressionEnded(release, BEGINNING)
                                : new SuppressionWithdrawn(release, "now"),
                        OTHER),
                // The other policy asks for no rollback plan: that there was none was a finding, and is none.
                line(
                        release,
                        release.getLeastSignificantBits() % 2 == 0
                                ? new PolicyRepinned(1, 2, OTHER, "less to ask")
                                : new NoteLeftOut("a", null, "nobody asks")),
                line(release, new ReleaseCompleted(null))));
    }

    /** A flag that every rule has something to say of. */
    private static Deque<Line> flagStory(UUID flag) {
        List<FlagEvent> events = new ArrayList<>(List.of(
                TestFlags.defined(
                        "flag-" + flag.getLeastSignificantBits(),
                        "checkout",
                        FlagType.RELEASE,
                        FlagValueType.BOOLEAN,
                        "true",
                        "false",
                        LocalDate.parse("2026-01-05")),
                new FlagLinked(new UUID(9, 1)),
                new RolloutAdvanced("general", 10_000, null)));
        for (int day = 2; day <= 9; day++) {
            events.add(new FlagEvaluationsCounted(LocalDate.of(2026, 1, day), Map.of(), 0));
        }
        events.addAll(List.of(
                new FlagOutlived(),
                new RolloutLingered(),
                new FlagCleanedUp("#1", null),
                new FlagArchived("https://docs.example/flag", null),
                new FlagEvaluationsCounted(LocalDate.of(2026, 1, 20), Map.of("on", 2L), 2)));
        Deque<Line> story = new ArrayDeque<>();
        events.forEach(event -> story.add(new Line("flag/" + flag, event, OTHER)));
        return story;
    }

    private static HealthReported measured(UUID deployment, Instant to) {
        return new HealthReported(
                deployment,
                HealthVerdict.HEALTHY,
                Baseline.UNKNOWN,
                List.of(new HealthReport(
                        UUID.nameUUIDFromBytes(to.toString().getBytes(StandardCharsets.UTF_8)),
                        to.minusSeconds(1),
                        to,
                        "prometheus",
                        10,
                        BigDecimal.ZERO,
                        null,
                        null,
                        null,
                        null)));
    }

    private static ChangeAdded change(String id, Instant mergedAt) {
        return new ChangeAdded(id, ChangeCategory.FIX, "s", null, OTHER, null, mergedAt, List.of());
    }

    /** Some stories, told at once: each in its order, which of them goes on is chance. */
    private static List<Received> told(Random chance, int releases, int flags) {
        List<Deque<Line>> stories = new ArrayList<>();
        for (int release = 1; release <= releases; release++) {
            stories.add(story(new UUID(9, release)));
        }
        for (int flag = 1; flag <= flags; flag++) {
            stories.add(flagStory(new UUID(7, flag)));
        }
        Map<String, Long> sequences = new HashMap<>();
        List<Received> entries = new ArrayList<>();
        Deque<Line> policy = new ArrayDeque<>(List.of(new Line(
                PolicyEvent.stream("checkout"),
                PolicyVersionPublished.of("checkout", OtherPolicies.withoutChecklists(), null),
                OTHER)));
        while (!stories.isEmpty()) {
            Deque<Line> going = policy.isEmpty() ? stories.get(chance.nextInt(stories.size())) : policy;
            Line line = going.removeFirst();
            long position = entries.size();
            entries.add(entry(line, position, sequences.merge(line.stream(), 0L, (last, first) -> last + 1)));
            stories.removeIf(Deque::isEmpty);
        }
        return entries;
    }

    private static Received entry(Line line, long position, long sequence) {
        Instant time = BEGINNING.plusSeconds(position);
        byte[] bytes = TestLedger.sealed(
                line.stream(),
                line.event(),
                new Attribution(line.by(), Set.of(Role.RELEASE_MANAGER), time, null),
                position,
                sequence,
                time);
        return new Received.Placed(
                position, position, line.stream(), ReadEntry.of(bytes), bytes, Hash.leaf(bytes), false);
    }

    private Generation written(List<Received> entries, List<Integer> borders, RuleBook book) {
        Generation generation = new Generation(++generations);
        new Schemas(dataSource, jdbc, transaction).migrate(generation);
        GenerationTables tables = new GenerationTables(generation, jdbc, transaction, book);
        Projector projector = new Projector(tables, tables, 1_000_000);
        int from = 0;
        for (int to : borders) {
            Batch batch = projector.project(tables.progress(), entries.subList(from, to), to);
            assertThat(batch.alarm()).isNull();
            assertThat(tables.write(batch)).isTrue();
            if (to % 3 == 0) {
                projector.forget();
            } else {
                projector.committed(batch);
            }
            from = to;
        }
        return generation;
    }

    private static List<Integer> borders(Random chance, int size) {
        List<Integer> borders = new ArrayList<>();
        int at = 0;
        while (at < size) {
            at = Math.min(size, at + 1 + chance.nextInt(9));
            borders.add(at);
        }
        return borders;
    }

    private List<String> rows(Generation generation) {
        List<String> rows = new ArrayList<>(
                jdbc.queryForList(generation.sql("select f::text from {g}.finding f order by id"), String.class));
        rows.addAll(jdbc.queryForList(
                generation.sql("select s::text from {g}.finding_suppression s order by product, id"), String.class));
        rows.addAll(
                jdbc.queryForList(generation.sql("select s::text from {g}.story s order by position"), String.class));
        rows.addAll(jdbc.queryForList(
                generation.sql("select r::text from {g}.story_release r order by position, release_id"), String.class));
        rows.addAll(jdbc.queryForList(
                generation.sql("select r::text from {g}.finding_rule r order by rule, version"), String.class));
        return rows;
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void whateverTheBatchBorders_theRowsAreThoseOfOneFold(@ForAll long seed) {
        Random chance = new Random(seed);
        List<Received> entries = told(chance, 4, 2);
        Generation atOnce = written(entries, List.of(entries.size()), RuleBook.current());
        Generation inPieces = written(entries, borders(chance, entries.size()), RuleBook.current());
        assertThat(rows(inPieces)).isEqualTo(rows(atOnce));
        assertThat(jdbc.queryForList(atOnce.sql("select distinct rule from {g}.finding order by 1"), String.class))
                .isEqualTo(RuleBook.current().rules().stream()
                        .filter(FindingRule::judges)
                        .map(FindingRule::id)
                        .sorted()
                        .toList());
        assertThat(jdbc.queryForObject(
                        atOnce.sql("select count(*) from {g}.finding_suppression where ended_position is not null"),
                        Integer.class))
                .isEqualTo(4);
    }

    @Example
    void rowsThatSayTheSameAreLeftAlone() {
        List<Received> entries = told(new Random(1), 1, 0);
        int last = entries.size() - 1;
        Generation generation = written(entries, List.of(last), RuleBook.current());
        String sql = generation.sql("select xmin::text || f::text from {g}.finding f order by id");
        List<@Nullable String> before = jdbc.queryForList(sql, String.class);
        GenerationTables tables = new GenerationTables(generation, jdbc, transaction);
        Projector projector = new Projector(tables, tables, 1_000_000);
        // That the release is completed changes none of its verdicts.
        assertThat(tables.write(projector.project(tables.progress(), entries.subList(last, last + 1), last + 1)))
                .isTrue();
        assertThat(jdbc.queryForList(sql, String.class)).isNotEmpty().isEqualTo(before);
    }

    @Example
    void suppressionsThatNoReleaseLedgerSaysStopNothing() {
        String stream = FindingEvent.stream("checkout");
        FindingSuppressed first =
                new FindingSuppressed(OTHER, "clean-up-open", "release/1", "k", "for ever", Instant.MAX);
        FindingSuppressed second =
                new FindingSuppressed(OTHER, "clean-up-open", "release/1", "k", "once more", Instant.MIN);
        List<Received> entries = List.of(
                entry(new Line("find", first, OTHER), 0, 0),
                entry(new Line("shelf/checkout", new SuppressionWithdrawn(OTHER, "now"), OTHER), 1, 0),
                entry(new Line(stream, new SuppressionWithdrawn(OTHER, "now"), OTHER), 2, 0),
                entry(new Line(stream, first, OTHER), 3, 1),
                entry(new Line(stream, second, OTHER), 4, 2),
                entry(new Line(stream, new SuppressionWithdrawn(OTHER, "now"), OTHER), 5, 3));
        Generation atOnce = written(entries, List.of(6), RuleBook.current());
        Generation oneByOne = written(entries, List.of(1, 2, 3, 4, 5, 6), RuleBook.current());
        assertThat(rows(atOnce)).isEqualTo(rows(oneByOne));
        assertThat(jdbc.queryForList(
                        atOnce.sql("select reason || ' ' || position || ' ' || ended_position || ' ' || until"
                                + " from {g}.finding_suppression"),
                        String.class))
                .singleElement()
                .asString()
                .startsWith("for ever 3 5 9999-12-31");
    }

    @Example
    void everyVersionJudgesSinceThereAreFindings_andALaterOneSinceItCame() {
        List<Received> entries = told(new Random(1), 1, 0);
        Generation generation = written(entries, List.of(2, 5), new RuleBook(List.of(new CleanUpOpen())));
        RuleBook both = new RuleBook(List.of(new CleanUpOpen(), new NextVersion(new CleanUpOpen())));
        GenerationTables tables = new GenerationTables(generation, jdbc, transaction, both);
        Projector projector = new Projector(tables, tables, 1_000_000);
        assertThat(tables.write(projector.project(tables.progress(), entries.subList(5, 8), 8)))
                .isTrue();
        assertThat(jdbc.queryForList(
                        generation.sql("select version || ' since ' || since from {g}.finding_rule order by 1"),
                        String.class))
                .containsExactly("1 since 0", "2 since 5");
    }

    @Example
    void everyVersionOfARuleHasItsVerdicts() {
        List<Received> entries = told(new Random(1), 1, 0);
        RuleBook both = new RuleBook(List.of(new CleanUpOpen(), new NextVersion(new CleanUpOpen())));
        Generation generation = written(entries, List.of(entries.size()), both);
        assertThat(jdbc.queryForList(
                        generation.sql("select rule_version || ' ' || key from {g}.finding order by 1"), String.class))
                .containsExactly(
                        "1 hotfix/INCIDENT_LOGGED",
                        "1 hotfix/MERGED_BACK",
                        "1 hotfix/PROPER_FIX_SCHEDULED",
                        "2 hotfix/INCIDENT_LOGGED",
                        "2 hotfix/MERGED_BACK",
                        "2 hotfix/PROPER_FIX_SCHEDULED");
    }

    @Example
    void aStreamOfWhichNothingIsToldThatAVerdictFollowsFromIsNotJudgedAgain() {
        List<Received> entries = told(new Random(1), 1, 0);
        // The policy and its planning; its changes follow.
        Generation generation = written(entries, List.of(2), RuleBook.current());
        jdbc.execute(generation.sql("create function {g}.refused() returns trigger language plpgsql as"
                + " $$ begin raise exception 'judged'; end $$"));
        jdbc.execute(
                generation.sql(
                        "create trigger refused before delete on {g}.finding for each statement execute function {g}.refused()"));
        GenerationTables tables = new GenerationTables(generation, jdbc, transaction);
        Projector projector = new Projector(tables, tables, 1_000_000);
        assertThat(tables.write(projector.project(tables.progress(), entries.subList(2, 5), 5)))
                .isTrue();
    }
}
