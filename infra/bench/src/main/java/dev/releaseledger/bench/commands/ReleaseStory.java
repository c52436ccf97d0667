package dev.releaseledger.bench.commands;

import dev.releaseledger.command.release.ReleaseCommand;
import dev.releaseledger.command.release.checklist.TickItem;
import dev.releaseledger.command.release.content.AddChanges;
import dev.releaseledger.command.release.evidence.RecordEvidence;
import dev.releaseledger.command.release.plan.PlanRelease;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.EvidenceRecorded;
import dev.releaseledger.events.release.ItemTicked;
import dev.releaseledger.events.release.Outcome;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The first days of a release, as 20 commands that come to 25 events: it is planned, gets ten changes in five commands, five
 * pieces of evidence and nine ticks. The same proportions as the requests of {@code story.tsv}.
 */
public final class ReleaseStory {
    private static final UUID SOMEBODY = new UUID(7, 1);
    private static final Instant MERGED = Instant.parse("2026-01-02T03:04:05Z");

    private static final List<String> ITEMS = List.of(
            "merged-to-release-branch",
            "coverage-meets-threshold",
            "no-critical-vulnerabilities",
            "performance-acceptable",
            "release-notes-written",
            "api-documentation-updated",
            "runbook-updated",
            "known-issues-documented",
            "migrations-tested");

    private static final Attribution SOMEBODYS = new Attribution(SOMEBODY, Set.of(Role.RELEASE_MANAGER), MERGED, null);

    private record Criterion(Stage stage, String id) {}

    private static final List<Criterion> CRITERIA = List.of(
            new Criterion(Stage.DEVELOPMENT, "features-coded"),
            new Criterion(Stage.DEVELOPMENT, "unit-tests"),
            new Criterion(Stage.DEVELOPMENT, "code-reviewed"),
            new Criterion(Stage.QA, "integration-tests"),
            new Criterion(Stage.QA, "end-to-end-tests"));

    private ReleaseStory() {}

    /** The commands in their order, about a new release; no two stories may have the same version. */
    static List<ReleaseCommand> of(String version) {
        UUID id = UUID.randomUUID();
        List<ReleaseCommand> commands = new ArrayList<>();
        commands.add(new PlanRelease(
                id,
                "bench",
                version,
                "A release that is measured",
                ReleaseKind.STANDARD,
                Strategy.ROLLING,
                null,
                SOMEBODY,
                "milestone 7",
                null,
                null));
        for (int i = 0; i < CRITERIA.size(); i++) {
            commands.add(new AddChanges(id, List.of(change(i, 0), change(i, 1)), null));
        }
        CRITERIA.forEach(criterion -> commands.add(new RecordEvidence(
                id,
                new EvidenceRecorded(
                        criterion.stage(),
                        criterion.id(),
                        Outcome.PASSED,
                        "continuous integration, job 4711",
                        "https://ci.example/builds/4711/report",
                        "sha256:" + "0123456789abcdef".repeat(4),
                        Map.of("passed", BigDecimal.valueOf(1_234), "seconds", BigDecimal.valueOf(321))),
                null,
                null)));
        ITEMS.forEach(item -> commands.add(new TickItem(id, item, "looked at it with the team", null)));
        return commands;
    }

    /** The events that they come to, in their order. */
    public static List<ReleaseEvent> events(String version) {
        List<ReleaseEvent> events = new ArrayList<>();
        for (ReleaseCommand command : of(version)) {
            switch (command) {
                case PlanRelease plan -> events.add(plan.planned(SOMEBODYS, PolicyBook.defaultPolicy()));
                case AddChanges added -> events.addAll(added.changes());
                case RecordEvidence recorded -> events.add(recorded.evidence());
                case TickItem tick -> events.add(new ItemTicked(tick.item(), tick.note()));
                default -> throw new IllegalStateException("not told: " + command);
            }
        }
        return events;
    }

    private static ChangeAdded change(int batch, int nth) {
        return new ChangeAdded(
                "change-" + batch + "-" + nth,
                ChangeCategory.FIX,
                "Close the connection that a cancelled request leaves behind, and say so in the log",
                "#" + (1_000 + batch),
                SOMEBODY,
                "0123456789abcdef0123456789abcdef01234567",
                MERGED,
                List.of(new UUID(7, 2)));
    }
}
