package dev.releaseledger.importer.mapping;

import dev.releaseledger.importer.history.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a released version becomes in the ledger.
 *
 * <ul>
 *   <li>A patch within {@link #HOTFIX_WITHIN} of what it patches is a hotfix of it, any other version a standard release.
 *   <li>A version that starts a major line went out as {@code BIG_BANG}, any other as {@code ROLLING}.
 *   <li>Its milestone is its minor line; its owner, approver of every stage and author of changelog entries is its tagger,
 *       the only person that a tag tells of.
 *   <li>A candidate passed exploratory testing: the project published it and went on from it. Tags tell of no failures,
 *       so none are made up.
 *   <li>Where the changelog speaks of a version, it alone tells what the version brings: its entries become the release's
 *       published notes, and commits are {@code INTERNAL} changes, so that nothing is announced that the project did not
 *       announce, nor twice. Where it does not, a commit is a change of the category that its subject names by conventional
 *       commits, and the notes stay a draft.
 *   <li>Times never go back within a release: commits and candidates stand where they happened, though not after the tag
 *       and, for a hotfix, not before what it fixes; everything else happened with the tag.
 * </ul>
 */
final class Mapping {

    static final Duration HOTFIX_WITHIN = Duration.ofDays(14);

    /** What one call takes. */
    static final int CHANGES_PER_CALL = 500;

    /** Well below the megabyte that a body may have, whatever JSON makes of the texts. */
    private static final int BYTES_PER_CALL = 500_000;

    private static final int BYTES_BESIDE_TEXTS = 600;

    static final String ENVIRONMENT = "production";
    static final String CANDIDATE_CRITERION = "exploratory-testing";

    /** Something that happened on the way to the tag. */
    private sealed interface Moment {
        Instant at();

        record Committed(Instant at, Command.Change change) implements Moment {}

        record Tried(Instant at, String candidate) implements Moment {}
    }

    private final String product;
    private final Tag tag;
    private final @Nullable Base fixed;
    private final UUID release;
    private final String tagger;
    private final List<Command> commands = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private int batches;
    private int textsCut;

    private Mapping(String product, Tag tag, @Nullable Base base) {
        this.product = product;
        this.tag = tag;
        this.fixed = base != null && isHotfix(base.releasedAt(), tag.taggedAt()) ? base : null;
        this.release = Ids.release(product, tag.version().text());
        this.tagger = Texts.person(tag.tagger());
    }

    /**
     * The commands that record a version.
     *
     * @param candidates the candidates for it
     * @param base what it patches, where that is known
     */
    static ReleasePlan plan(String product, Tag tag, List<Candidate> candidates, @Nullable Base base) {
        var mapping = new Mapping(product, tag, base);
        mapping.map(candidates);
        return new ReleasePlan(
                mapping.release,
                product,
                tag.version().text(),
                mapping.commands,
                Math.max(0, tag.commitCount() - tag.commits().size()),
                mapping.textsCut,
                mapping.remarks);
    }

    private static boolean isHotfix(Instant base, Instant patch) {
        var between = Duration.between(base, patch);
        return !between.isNegative() && between.compareTo(HOTFIX_WITHIN) <= 0;
    }

    private void map(List<Candidate> candidates) {
        var moments = new ArrayList<Moment>();
        var commits = new HashSet<String>();
        for (var commit : tag.commits()) {
            if (commits.add(commit.sha())) {
                moments.add(new Moment.Committed(claimed(commit.at()), change(commit)));
            }
        }
        for (var candidate : candidates) {
            moments.add(new Moment.Tried(claimed(candidate.taggedAt()), candidate.tag()));
        }
        moments.sort(Comparator.comparing(Moment::at));
        commands.add(planRelease(
                moments.isEmpty() ? tag.taggedAt() : moments.getFirst().at()));
        happen(moments);
        var announced = changelog();
        add(announced, tag.taggedAt());
        release(announced.stream().anyMatch(change -> change.category() != Category.INTERNAL));
    }

    private Command.PlanRelease planRelease(Instant at) {
        return new Command.PlanRelease(
                release,
                product,
                tag.version().text(),
                Texts.line(product + " " + tag.version()),
                fixed == null ? Command.Kind.STANDARD : Command.Kind.HOTFIX,
                tag.version().isMajor() ? Command.Strategy.BIG_BANG : Command.Strategy.ROLLING,
                tagger,
                tag.version().minorLine(),
                fixed == null ? null : fixed.version(),
                at);
    }

    private void happen(List<Moment> moments) {
        var pending = new ArrayList<Command.Change>();
        var pendingAt = Instant.MIN;
        for (var moment : moments) {
            switch (moment) {
                case Moment.Committed committed -> {
                    pending.add(committed.change());
                    pendingAt = committed.at();
                }
                case Moment.Tried tried -> {
                    add(pending, pendingAt);
                    pending.clear();
                    commands.add(new Command.RecordEvidence(
                            Command.Stage.QA,
                            CANDIDATE_CRITERION,
                            Command.Outcome.PASSED,
                            tried.candidate(),
                            tried.at()));
                }
            }
        }
        add(pending, pendingAt);
    }

    /** Changes in as many calls as they need. A call happens when the last of its changes has. */
    private void add(List<Command.Change> changes, Instant at) {
        var batch = new ArrayList<Command.Change>();
        var bytes = 0;
        for (var change : changes) {
            var size = bytes(change.summary()) + bytes(change.author()) + BYTES_BESIDE_TEXTS;
            if (batch.size() == CHANGES_PER_CALL || bytes + size > BYTES_PER_CALL) {
                addBatch(batch, at);
                batch.clear();
                bytes = 0;
            }
            batch.add(change);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            addBatch(batch, at);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void addBatch(List<Command.Change> batch, Instant at) {
        var last = batch.getLast().mergedAt();
        commands.add(new Command.AddChanges(++batches, batch, last == null ? at : claimed(last)));
    }

    private void release(boolean announced) {
        var at = tag.taggedAt();
        var deployment = Ids.within(release, "deployment/" + ENVIRONMENT);
        approve(Command.Stage.DEVELOPMENT);
        approve(Command.Stage.QA);
        approve(Command.Stage.STAGING);
        approve(Command.Stage.PRODUCTION);
        var artefact = new Command.Artefact(Texts.line(product + "-" + tag.version()));
        commands.add(new Command.DeployRelease(deployment, ENVIRONMENT, artefact, at));
        commands.add(new Command.AdvanceDeployment(deployment, 100, at));
        commands.add(new Command.VerifyDeployment(
                deployment, Command.Outcome.PASSED, "git tag", "Released as " + tag.name(), at));
        if (announced) {
            commands.add(new Command.PublishNotes(at));
        }
        approve(Command.Stage.POST_RELEASE);
        commands.add(new Command.CompleteRelease("Tagged " + tag.name(), at));
    }

    private void approve(Command.Stage stage) {
        commands.add(new Command.ApproveStage(stage, tagger, "Tagged " + tag.name(), tag.taggedAt()));
    }

    private Command.Change change(Tag.Commit commit) {
        var summary = summary(commit.subject());
        return new Command.Change(
                Ids.within(release, "commit/" + commit.sha()),
                tag.changelog().isEmpty() ? CommitSubject.category(summary) : Category.INTERNAL,
                summary,
                reference(CommitSubject.references(summary)),
                Texts.person(commit.author()),
                commit.sha(),
                commit.at());
    }

    private List<Command.Change> changelog() {
        Map<UUID, Command.Change> changes = new LinkedHashMap<>();
        for (var entry : tag.changelog()) {
            var change = change(entry);
            changes.putIfAbsent(change.id(), change);
        }
        return List.copyOf(changes.values());
    }

    private Command.Change change(Tag.ChangelogEntry entry) {
        var kind = ChangelogKind.meantBy(entry.kind());
        if (kind.isEmpty()) {
            remarks.add(Remark.about(tag.name(), "changelog kind " + entry.kind() + " is unknown, taken as internal"));
        } else if (!kind.get().name().equals(entry.kind())) {
            remarks.add(Remark.about(tag.name(), "changelog kind " + entry.kind() + " read as " + kind.get()));
        }
        var text = kind.filter(ChangelogKind.SECURITY::equals).isPresent() ? "Security: " + entry.text() : entry.text();
        return new Command.Change(
                Ids.within(release, "changelog/" + entry.kind() + "/" + entry.text()),
                kind.map(ChangelogKind::category).orElse(Category.INTERNAL),
                summary(text),
                reference(CommitSubject.references(entry.text())),
                tagger,
                null,
                null);
    }

    private String summary(String text) {
        var summary = Texts.summary(text);
        if (summary.endsWith("…") && !text.strip().endsWith("…")) {
            textsCut++;
        }
        return summary;
    }

    private static @Nullable String reference(List<String> references) {
        return references.isEmpty() ? null : Texts.line(String.join(" ", references));
    }

    /** A time as this release may claim it. */
    private Instant claimed(Instant at) {
        var notBefore = fixed != null && at.isBefore(fixed.releasedAt()) ? fixed.releasedAt() : at;
        return notBefore.isAfter(tag.taggedAt()) ? tag.taggedAt() : notBefore;
    }
}
