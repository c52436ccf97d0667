package dev.releaseledger.importer.mapping;

import static dev.releaseledger.importer.mapping.Tags.commit;
import static dev.releaseledger.importer.mapping.Tags.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.importer.history.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlannerTest {

    private final List<Remark> remarks = new ArrayList<>();
    private final Planner planner = new Planner(null);

    @Test
    void aVersionGoesTheWholeWay() {
        var plan = take(tag(
                "1.2.0",
                "2026-03-01T12:00:00Z",
                null,
                List.of(
                        commit(2, "2026-02-20T08:00:00Z", "fix: a plank (#4)"),
                        commit(1, "2026-02-10T08:00:00Z", "Lay a plank (#3)")),
                List.of(new Tag.ChangelogEntry("FEATURE", "Planks. #3"))));

        assertThat(plan.commands())
                .extracting(Command::step)
                .map(step -> step.replaceAll("[0-9a-f-]{36}", "ID"))
                .containsExactly(
                        "plan",
                        "changes/1",
                        "changes/2",
                        "approve/DEVELOPMENT",
                        "approve/QA",
                        "approve/STAGING",
                        "approve/PRODUCTION",
                        "deploy/production",
                        "advance/ID/100",
                        "verify/ID",
                        "notes",
                        "approve/POST_RELEASE",
                        "complete");
        assertThat(plan.commands().getFirst())
                .isEqualTo(new Command.PlanRelease(
                        Ids.release("pier", "1.2.0"),
                        "pier",
                        "1.2.0",
                        "pier 1.2.0",
                        Command.Kind.STANDARD,
                        Command.Strategy.ROLLING,
                        "mara",
                        "1.2",
                        null,
                        Instant.parse("2026-02-10T08:00:00Z")));
        assertThat(changes(plan))
                .extracting(Command.Change::category)
                .containsExactly(Category.INTERNAL, Category.INTERNAL, Category.FEATURE);
        assertThat(changes(plan)).extracting(Command.Change::author).containsExactly("sten", "sten", "mara");
        assertThat(changes(plan)).extracting(Command.Change::reference).containsExactly("#3", "#4", "#3");
    }

    @Test
    void whereThereIsAChangelogItAloneAnnounces() {
        var plan = take(tag(
                "1.2.0",
                "2026-03-01T12:00:00Z",
                null,
                List.of(
                        commit(2, "2026-02-11T08:00:00Z", "fix: nails (#4)"),
                        commit(1, "2026-02-10T08:00:00Z", "feat: planks (#3)")),
                List.of(new Tag.ChangelogEntry("FEATURE", "Planks. #3"))));

        assertThat(changes(plan))
                .extracting(Command.Change::category)
                .containsExactly(Category.INTERNAL, Category.INTERNAL, Category.FEATURE);
        assertThat(plan.commands()).contains(new Command.PublishNotes(Instant.parse("2026-03-01T12:00:00Z")));
    }

    @Test
    void whereThereIsNoneCommitsTellTheirCategory_andNothingIsPublished() {
        var plan = take(tag(
                "1.2.0",
                "2026-03-01T12:00:00Z",
                null,
                List.of(commit(1, "2026-02-10T08:00:00Z", "feat: planks (#3)")),
                List.of()));

        assertThat(changes(plan)).extracting(Command.Change::category).containsExactly(Category.FEATURE);
        assertThat(plan.commands()).noneMatch(Command.PublishNotes.class::isInstance);
    }

    @Test
    void timesNeverGoBackAndNeverPassTheTag() {
        waits(tag("2.0.0-rc.0", "2026-02-15T00:00:00Z"));
        var plan = take(tag(
                "2.0.0",
                "2026-03-01T12:00:00Z",
                null,
                List.of(
                        commit(3, "2026-04-01T00:00:00Z", "from a clock that is fast"),
                        commit(2, "2026-02-20T00:00:00Z", "after the candidate"),
                        commit(1, "2026-02-10T00:00:00Z", "before the candidate")),
                List.of()));

        var times = plan.commands().stream().map(Command::occurredAt).toList();
        assertThat(times).isSorted().allMatch(time -> !time.isAfter(Instant.parse("2026-03-01T12:00:00Z")));
        assertThat(plan.commands().subList(0, 4))
                .extracting(Command::step)
                .containsExactly("plan", "changes/1", "evidence/exploratory-testing/v2.0.0-rc.0", "changes/2");
        assertThat(((Command.PlanRelease) plan.commands().getFirst()).strategy())
                .isEqualTo(Command.Strategy.BIG_BANG);
    }

    @Test
    void aPatchWithinTwoWeeksIsAHotfix() {
        take(tag("1.2.0", "2026-03-01T12:00:00Z"));
        var hotfix = planned(take(tag(
                "1.2.1",
                "2026-03-15T12:00:00Z",
                "v1.2.0",
                List.of(commit(1, "2026-02-01T00:00:00Z", "fix: picked from main")),
                List.of())));
        var patch = planned(take(tag("1.2.2", "2026-03-29T12:00:01Z", "v1.2.1", List.of(), List.of())));

        assertThat(hotfix.kind()).isEqualTo(Command.Kind.HOTFIX);
        assertThat(hotfix.hotfixOf()).isEqualTo("1.2.0");
        assertThat(hotfix.occurredAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(patch.kind()).isEqualTo(Command.Kind.STANDARD);
        assertThat(patch.hotfixOf()).isNull();
    }

    @Test
    void aPatchOfSomethingUnknownIsNoHotfix() {
        var patch = planned(take(tag("1.2.1", "2026-03-15T12:00:00Z", "v1.2.0", List.of(), List.of())));

        assertThat(patch.kind()).isEqualTo(Command.Kind.STANDARD);
    }

    @Test
    void aCandidateWithoutItsVersionIsLeftOver() {
        waits(tag("1.3.0-rc.0", "2026-03-01T12:00:00Z"));
        take(tag("1.2.0", "2026-03-02T12:00:00Z"));

        assertThat(planner.leftOver())
                .containsExactly(Remark.skipped("v1.3.0-rc.0", "a candidate for 1.3.0, which was never released"));
    }

    @Test
    void aVersionIsReleasedOnce() {
        take(tag("1.2.0", "2026-03-01T12:00:00Z"));

        assertThat(planner.take(tag("1.2.0", "2026-03-02T12:00:00Z"), remarks::add))
                .isEmpty();
        assertThat(planner.take(tag("1.2.0-rc.9", "2026-03-03T12:00:00Z"), remarks::add))
                .isEmpty();
        assertThat(remarks).hasSize(2).allMatch(Remark::skips);
    }

    @Test
    void misspeltAndUnknownKindsAreRemarkedOn() {
        var plan = take(tag(
                "1.2.0",
                "2026-03-01T12:00:00Z",
                null,
                List.of(),
                List.of(
                        new Tag.ChangelogEntry("BUFGIX", "A plank."),
                        new Tag.ChangelogEntry("DOCS", "A sign."),
                        new Tag.ChangelogEntry("SECURITY", "A rail."),
                        new Tag.ChangelogEntry("SECURITY", "A rail."))));

        assertThat(changes(plan))
                .extracting(Command.Change::category)
                .containsExactly(Category.FIX, Category.INTERNAL, Category.FIX);
        assertThat(changes(plan).getLast().summary()).isEqualTo("Security: A rail.");
        assertThat(remarks)
                .extracting(Remark::toString)
                .containsExactly(
                        "v1.2.0: changelog kind BUFGIX read as BUGFIX",
                        "v1.2.0: changelog kind DOCS is unknown, taken as internal");
    }

    @Test
    void manyChangesGoInManyCalls() {
        var commits = IntStream.range(0, 1_201)
                .mapToObj(number -> commit(number, "2026-02-10T08:00:00Z", "Lay plank " + number))
                .toList();

        var plan = take(tag("1.2.0", "2026-03-01T12:00:00Z", null, commits, List.of()));

        assertThat(batches(plan)).extracting(batch -> batch.changes().size()).containsExactly(500, 500, 201);
        assertThat(changes(plan)).extracting(Command.Change::id).doesNotHaveDuplicates();
    }

    @Test
    void longTextsAreCutAndKeepCallsSmall() {
        var commits = IntStream.range(0, 500)
                .mapToObj(number -> commit(number, "2026-02-10T08:00:00Z", "\u0000é".repeat(2_000)))
                .toList();

        var plan = take(tag("1.2.0", "2026-03-01T12:00:00Z", null, commits, List.of()));
        assertThat(plan.textsCut()).isEqualTo(500);
        assertThat(batches(plan))
                .allSatisfy(batch ->
                        assertThat(JsonMapper.shared().writeValueAsBytes(batch)).hasSizeLessThan(1_000_000));
        assertThat(changes(plan))
                .hasSize(500)
                .allSatisfy(change -> assertThat(change.summary())
                        .hasSize(Texts.LONGEST_LINE)
                        .doesNotContain("\u0000")
                        .endsWith("…"));
    }

    @Test
    void thePlanIsTheSameEveryTime() {
        var tag = tag(
                "1.2.0",
                "2026-03-01T12:00:00Z",
                null,
                List.of(commit(1, "2026-02-10T08:00:00Z", "feat: planks (#3)")),
                List.of(new Tag.ChangelogEntry("FEATURE", "Planks. #3")));

        var once = take(tag);
        var again = new Planner(null).take(tag, remarks::add).orElseThrow();
        var elsewhere = new Planner("quay").take(tag, remarks::add).orElseThrow();

        assertThat(again).isEqualTo(once);
        assertThat(again.commands())
                .extracting(command -> Ids.key(again.id(), command))
                .doesNotHaveDuplicates();
        assertThat(elsewhere.product()).isEqualTo("quay");
        assertThat(elsewhere.id()).isNotEqualTo(once.id());
    }

    @Test
    void aProjectIsNamedAsProductsAre() {
        assertThat(Texts.product("My_App (beta)")).isEqualTo("my-app-beta");
        assertThat(Texts.product("pier")).isEqualTo("pier");
        assertThat(Texts.product("栈桥")).isEqualTo("unnamed");
        assertThat(Texts.product("x".repeat(100))).hasSize(63);
    }

    private ReleasePlan take(Tag tag) {
        return planner.take(tag, remarks::add).orElseThrow();
    }

    private void waits(Tag tag) {
        assertThat(planner.take(tag, remarks::add)).isEmpty();
    }

    private static Command.PlanRelease planned(ReleasePlan plan) {
        return (Command.PlanRelease) plan.commands().getFirst();
    }

    private static List<Command.AddChanges> batches(ReleasePlan plan) {
        return plan.commands().stream()
                .filter(Command.AddChanges.class::isInstance)
                .map(Command.AddChanges.class::cast)
                .toList();
    }

    private static List<Command.Change> changes(ReleasePlan plan) {
        return batches(plan).stream().flatMap(batch -> batch.changes().stream()).toList();
    }
}
