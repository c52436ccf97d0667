package dev.releaseledger.events.release.checklist;

import static dev.releaseledger.events.release.Person.CI;
import static dev.releaseledger.events.release.Person.DINA;
import static dev.releaseledger.events.release.Person.MIRA;
import static dev.releaseledger.events.release.Person.OLE;
import static dev.releaseledger.events.release.Person.ROSA;
import static dev.releaseledger.events.release.ReleaseStory.approvedUpTo;
import static dev.releaseledger.events.release.ReleaseStory.change;
import static dev.releaseledger.events.release.ReleaseStory.hotfix;
import static dev.releaseledger.events.release.ReleaseStory.inProduction;
import static dev.releaseledger.events.release.ReleaseStory.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.CautiousPolicy;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.ItemWaived;
import dev.releaseledger.events.release.ItemWaiverProposed;
import dev.releaseledger.events.release.Person;
import dev.releaseledger.events.release.ReleaseCompleted;
import dev.releaseledger.events.release.ReleaseStory;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.checklist.ItemStanding.State;
import dev.releaseledger.events.release.gate.Gate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a release's checklists stand, and what of them is open on its day. */
class ReleaseChecklistTest {
    private static final ReleasePolicy DEFAULT = PolicyBook.defaultPolicy();

    @Test
    void givenAnOrderedChecklist_itsFirstOpenItemIsNext_andTheOthersWaitForThoseBeforeThem() {
        ReleaseStory story = planned().told(ROSA, new ItemTicked("window-announced", null));

        ReleaseChecklist releaseDay = list(story, "release-day");

        assertThat(releaseDay.ordered()).isTrue();
        assertThat(releaseDay.next()).isEqualTo("staging-healthy");
        assertThat(releaseDay.done()).isEqualTo(1);
        assertThat(releaseDay.open()).isEqualTo(9);
        assertThat(item(story, "window-announced").waitsFor()).isEmpty();
        assertThat(item(story, "staging-healthy").waitsFor()).isEmpty();
        assertThat(item(story, "production-backup").waitsFor()).containsExactly("staging-healthy", "final-smoke-tests");
    }

    @Test
    void givenAChecklistWithoutOrder_nothingWaits_andNothingIsNext() {
        ReleaseChecklist preRelease = list(planned(), "pre-release");

        assertThat(preRelease.gate()).isEqualTo(Stage.PRODUCTION);
        assertThat(preRelease.next()).isNull();
        assertThat(preRelease.sections())
                .extracting(ReleaseChecklist.ChecklistSection::title)
                .containsExactly("Code and tests", "Documentation", "Stakeholders", "Infrastructure");
        assertThat(items(preRelease))
                .hasSize(19)
                .allMatch(item -> item.waitsFor().isEmpty());
    }

    @Test
    void givenTheDay_whatIsOpenInTheOrderedChecklistIsOpenOnTheDay() {
        ReleaseStory before = approvedUpTo(Stage.PRODUCTION);
        ReleaseStory onTheDay = inProduction();

        assertThat(items(list(before, "release-day"))).noneMatch(ReleaseChecklist.ChecklistLine::openOnTheDay);
        assertThat(items(list(onTheDay, "release-day")))
                .filteredOn(ReleaseChecklist.ChecklistLine::openOnTheDay)
                .extracting(item -> item.standing().id())
                .containsExactly(
                        "window-announced",
                        "staging-healthy",
                        "production-backup",
                        "metrics-normal",
                        "error-rates-watched",
                        "completion-announced",
                        "record-updated");
        assertThat(items(list(onTheDay, "pre-release"))).noneMatch(ReleaseChecklist.ChecklistLine::openOnTheDay);
    }

    @Test
    void givenThatNothingIsOpenOnTheDay_theReleaseCanBeCompleted_andNotBefore() {
        ReleaseStory story = approvedUpTo(Stage.POST_RELEASE);
        assertThat(items(list(story, "release-day"))).anyMatch(ReleaseChecklist.ChecklistLine::openOnTheDay);
        assertThat(story.violations(ROSA, new ReleaseCompleted(null)))
                .extracting(violation -> violation.rule())
                .containsExactly("EveryItemIsDone");

        story.ticked(DEFAULT.items());

        assertThat(items(list(story, "release-day"))).noneMatch(ReleaseChecklist.ChecklistLine::openOnTheDay);
        assertThat(list(story, "release-day").next()).isNull();
        assertThat(story.violations(ROSA, new ReleaseCompleted(null))).isEmpty();
    }

    @Test
    void givenWhatTheLedgerSees_itIsToldWhoDidItAndWhen() {
        ReleaseStory story = planned().passed(CI, "unit-tests");
        ItemStanding seen = item(story, "unit-tests-passing").standing();
        ReleaseStory deployed = inProduction();

        assertThat(seen.state()).isEqualTo(State.SEEN);
        assertThat(seen.by()).isEqualTo(CI.id());
        assertThat(seen.at()).isEqualTo(story.now());
        assertThat(seen.seenWhen()).isEqualTo("evidence that shows unit-tests");
        assertThat(item(deployed, "production-smoke-tests").standing().at()).isEqualTo(deployed.now());
        assertThat(item(deployed, "deploy-to-production").standing().state()).isEqualTo(State.SEEN);
        assertThat(item(deployed, "deploy-to-production").standing().by()).isEqualTo(CI.id());
        assertThat(item(deployed, "deploy-to-production").standing().at())
                .as("when a step by step deployment came to its end is not kept")
                .isNull();
    }

    @Test
    void givenAnOpenItem_itSaysWhoTicksItAndWhatTheLedgerWaitsFor() {
        ItemStanding announced = item(planned(), "window-announced").standing();
        ItemStanding verified = item(planned(), "production-smoke-tests").standing();

        assertThat(announced.state()).isEqualTo(State.OPEN);
        assertThat(announced.tickedBy()).containsExactly(Role.RELEASE_MANAGER);
        assertThat(announced.seenWhen()).isEqualTo("the announcement week-before");
        assertThat(verified.tickedBy()).isEmpty();
        assertThat(verified.seenWhen()).isEqualTo("a verified deployment to production");
        assertThat(item(planned(), "staging-healthy").standing().seenWhen()).isNull();
    }

    @Test
    void givenATickOfAnotherContent_itIsOutdated_andSaysWhy() {
        ReleaseStory story = planned()
                .told(ROSA, new ItemTicked("rollback-plan-documented", null))
                .told(ROSA, new ItemTicked("on-call-named", null))
                .told(DINA, change("c-2", DINA));
        ReleaseChecklist.ChecklistLine outdated = item(story, "rollback-plan-documented");

        assertThat(outdated.done()).isFalse();
        assertThat(outdated.standing().state()).isEqualTo(State.OUTDATED);
        assertThat(outdated.standing().by()).isEqualTo(ROSA.id());
        assertThat(outdated.standing().reason()).isEqualTo("ticked before change c-2 was added; tick it again");
        assertThat(item(story, "on-call-named").standing().state()).isEqualTo(State.TICKED);
    }

    @Test
    void givenAWaiver_itIsOpenUntilASecondPersonAgrees() {
        ReleaseStory story = planned().told(ROSA, new ItemWaiverProposed("window-announced", "Nobody is there"));
        assertThat(item(story, "window-announced").done()).isFalse();
        assertThat(item(story, "window-announced").standing().state()).isEqualTo(State.WAIVER_PROPOSED);
        assertThat(item(story, "staging-healthy").waitsFor()).containsExactly("window-announced");

        story.told(MIRA, new ItemWaived("window-announced", "Nobody is there", ROSA.id()));

        assertThat(item(story, "window-announced").done()).isTrue();
        assertThat(item(story, "window-announced").standing().by()).isEqualTo(MIRA.id());
        assertThat(item(story, "window-announced").standing().reason()).isEqualTo("Nobody is there");
        assertThat(item(story, "staging-healthy").waitsFor()).isEmpty();
    }

    @Test
    void givenAHotfix_onlyWhatIsAskedOfItIsThere() {
        assertThat(items(list(hotfix(), "pre-release")))
                .extracting(item -> item.standing().id())
                .contains("unit-tests-passing")
                .doesNotContain("end-to-end-tests-passing");
        ReleasePolicy none = CautiousPolicy.where("/checklists/1/appliesTo", "[\"STANDARD\"]");
        assertThat(ReleaseChecklist.of(hotfix().release(), none, ReleaseStory.BEGINNING))
                .extracting(ReleaseChecklist::id)
                .containsExactly("pre-release");
    }

    @Test
    void givenItemsOfOneSectionThatStandApart_theirOrderIsKept() {
        ReleasePolicy apart = CautiousPolicy.where("/checklists/1/items/1/section", "\"Staging\"");

        assertThat(list(planned(), "release-day", apart).sections())
                .extracting(ReleaseChecklist.ChecklistSection::title)
                .containsExactly("Release day", "Staging", "Release day");
    }

    @Test
    void givenAnItemThatWaits_theRefusalOfItsTickNamesTheSameItems() {
        assertThat(refusal(OLE, "production-backup"))
                .endsWith(": "
                        + String.join(", ", item(planned(), "production-backup").waitsFor()));
    }

    @Test
    void givenAShutGate_anItemWhoseEvidenceIsTooOldIsOpen_asTheGateSays() {
        ReleasePolicy policy = CautiousPolicy.where("/stages/0/criteria/1/validFor", "\"PT1H\"");
        ReleaseStory story = planned().under(policy).passed(CI, "unit-tests");
        assertThat(item(story, "unit-tests-passing", policy).done()).isTrue();

        story.after(Duration.ofHours(2));

        ReleaseChecklist.ChecklistLine line = item(story, "unit-tests-passing", policy);
        assertThat(line.done()).isFalse();
        assertThat(line.standing().state()).isEqualTo(State.OPEN);
        assertThat(line.standing().reason()).startsWith("expired at ");
        assertThat(Gate.of(story.release(), policy, story.now())
                        .get(Stage.PRODUCTION.ordinal())
                        .items())
                .filteredOn(item -> item.id().equals("unit-tests-passing"))
                .extracting(Gate.Item::done)
                .containsExactly(false);
    }

    @Test
    void givenAnOpenGate_anItemStaysDone_howeverOldItsEvidenceIs() {
        ReleasePolicy policy = CautiousPolicy.where("/stages/0/criteria/1/validFor", "\"PT1H\"");
        ReleaseStory story = approvedUpTo(Stage.PRODUCTION).after(Duration.ofHours(2));

        assertThat(item(story, "unit-tests-passing", policy).done()).isTrue();
    }

    @Test
    void givenAListWithoutOrder_whatIsOpenInItIsOpenOnTheDayToo() {
        ReleasePolicy unordered = CautiousPolicy.where("/checklists/1/ordered", "false");

        assertThat(items(list(inProduction(), "release-day", unordered)))
                .filteredOn(ReleaseChecklist.ChecklistLine::openOnTheDay)
                .extracting(item -> item.standing().id())
                .contains("window-announced", "record-updated");
    }

    private static String refusal(Person by, String item) {
        return planned().violations(by, new ItemTicked(item, null)).getFirst().reason();
    }

    private static ReleaseChecklist list(ReleaseStory story, String id) {
        return list(story, id, DEFAULT);
    }

    private static ReleaseChecklist list(ReleaseStory story, String id, ReleasePolicy policy) {
        return ReleaseChecklist.of(story.release(), policy, story.now()).stream()
                .filter(checklist -> checklist.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<ReleaseChecklist.ChecklistLine> items(ReleaseChecklist checklist) {
        return checklist.sections().stream()
                .flatMap(section -> section.items().stream())
                .toList();
    }

    private static ReleaseChecklist.ChecklistLine item(ReleaseStory story, String id) {
        return item(story, id, DEFAULT);
    }

    private static ReleaseChecklist.ChecklistLine item(ReleaseStory story, String id, ReleasePolicy policy) {
        return ReleaseChecklist.of(story.release(), policy, story.now()).stream()
                .flatMap(checklist -> items(checklist).stream())
                .filter(item -> item.standing().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
