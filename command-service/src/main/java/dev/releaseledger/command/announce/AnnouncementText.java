package dev.releaseledger.command.announce;

import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.releaseledger.events.envelope.TextDigest;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.NoteSection;
import dev.releaseledger.events.release.Plan;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Window;
import dev.releaseledger.events.release.notes.NoteEntry;
import dev.releaseledger.events.release.notes.ReleaseNotes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an announcement says: a function of the release, its policy and a text. It names nobody: neither names nor ids of people
 * go out.
 *
 * @param title one line
 * @param text the text
 */
record AnnouncementText(String title, String text) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "MMMM d, yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** @throws MustacheException when the text cannot be filled in */
    static AnnouncementText of(Template template, Release release, ReleasePolicy policy) {
        String filled = template.execute(values(release, policy)).strip();
        int end = filled.indexOf('\n');
        return end < 0
                ? new AnnouncementText(filled, filled)
                : new AnnouncementText(
                        filled.substring(0, end).strip(), filled.substring(end).strip());
    }

    private static Map<String, Object> values(Release release, ReleasePolicy policy) {
        Plan plan = release.plan();
        ReleaseNotes notes = ReleaseNotes.of(release, policy);
        Map<String, Object> values = new HashMap<>();
        values.put("product", plan.product());
        values.put("version", plan.version());
        values.put("title", plan.title());
        values.put("kind", inWords(plan.kind()));
        values.put("strategy", inWords(plan.strategy()));
        values.put("changes", Integer.toString(release.changes().size()));
        Window window = plan.window();
        if (window != null) {
            values.put("window", Map.of("opens", inWords(window.opensAt()), "closes", inWords(window.closesAt())));
        }
        newestRollback(release, policy).ifPresent(rollback -> values.put("rollback", rollback(rollback, release)));
        values.put("notesTitle", notes.title());
        values.put(
                "sections",
                Arrays.stream(NoteSection.values())
                        .filter(section -> !notes.of(section).isEmpty())
                        .map(section -> section(section.title(), notes.of(section)))
                        .toList());
        values.put("features", lines(notes.of(NoteSection.NEW_FEATURES)));
        values.put("breaking", lines(notes.of(NoteSection.BREAKING_CHANGES)));
        return values;
    }

    private static Optional<Rollback> newestRollback(Release release, ReleasePolicy policy) {
        return release.rollbacks().values().stream()
                .filter(rollback -> release.deployments().get(rollback.deploymentId()) instanceof Deployment deployment
                        && policy.stageOf(deployment.environment()).equals(Optional.of(Stage.PRODUCTION)))
                .reduce((earlier, later) -> later);
    }

    private static Map<String, String> rollback(Rollback rollback, Release release) {
        Map<String, String> values = new HashMap<>();
        Deployment deployment = release.deployments().get(rollback.deploymentId());
        if (deployment != null) {
            values.put("environment", deployment.environment());
        }
        values.put("reason", inWords(rollback.demand().reason()));
        values.put("summary", rollback.demand().summary());
        if (rollback.demand().toVersion() != null) {
            values.put("toVersion", rollback.demand().toVersion());
        }
        if (rollback.progress() instanceof Rollback.Progress.Failed failed) {
            values.put("failure", failed.summary());
        }
        return values;
    }

    private static Map<String, Object> section(String title, List<NoteEntry> entries) {
        return Map.of("title", title, "entries", lines(entries));
    }

    private static List<Map<String, String>> lines(List<NoteEntry> entries) {
        return entries.stream().map(entry -> Map.of("line", entry.line())).toList();
    }

    private static String inWords(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String inWords(Instant time) {
        return TIME.format(time);
    }

    /** {@code sha256:} and the hexadecimal SHA-256 of title, empty line and text in UTF-8. */
    String digest() {
        return TextDigest.of(title + "\n\n" + text);
    }
}
