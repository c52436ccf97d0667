package dev.releaseledger.auditor.replay;

import dev.releaseledger.auditor.difference.Difference;
import dev.releaseledger.auditor.difference.Differences;
import dev.releaseledger.auditor.difference.Outline;
import dev.releaseledger.auditor.report.Printable;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A step as people read it.
 *
 * @param whole whether states are written whole, and not as an outline
 * @param width the most characters of a value that is written on one line
 */
record StepAsText(boolean whole, int width) {
    private static final String MARGIN = "    ";

    String text(Step step) {
        StringBuilder text = new StringBuilder();
        head(text, step);
        switch (step.outcome()) {
            case Step.Outcome.Followed followed -> {}
            case Step.Outcome.NotKnown notKnown ->
                line(text, "! not understood by this version, and passed over: " + notKnown.reason());
            case Step.Outcome.Broken broken -> line(text, "! cannot follow on what came before: " + broken.reason());
        }
        if (step.incompleteSince() != null && step.outcome() instanceof Step.Outcome.Followed) {
            line(text, "! incomplete: its stream was not followed from sequence " + step.incompleteSince() + " on");
        }
        lines(text, "before: " + state(step.before()));
        lines(text, "after:  " + state(step.after()));
        step.changes().stream()
                .filter(change -> whole || !isOfNothing(change))
                .map(Difference::words)
                .forEach(words -> line(text, "  " + cut(words)));
        return text.toString();
    }

    /** That there is an empty list now is no news. */
    private static boolean isOfNothing(Difference change) {
        return change instanceof Difference.Added added && Outline.saysNothing(added.now());
    }

    private void head(StringBuilder text, Step step) {
        Glance entry = step.entry();
        text.append(step.position()).append("  ");
        text.append(entry.stream() == null ? "(stream not readable)" : Printable.of(entry.stream()));
        text.append(" #").append(entry.sequence() == null ? "?" : entry.sequence());
        text.append("  ").append(entry.recordedAt() == null ? "(time not readable)" : entry.recordedAt());
        if (entry.claimedAt() != null) {
            text.append("  claimed ").append(entry.claimedAt());
        }
        text.append('\n');
        Envelope envelope = entry.envelope();
        if (envelope == null) {
            line(text, entry.type() == null ? "(type not readable)" : entry.type());
            return;
        }
        Attribution by = envelope.attribution();
        String roles = by.roles().stream().sorted().map(Role::claim).collect(Collectors.joining(", "));
        line(text, envelope.type() + " by " + by.actor() + (roles.isEmpty() ? "" : " as " + roles));
        line(text, cut(envelope.data().toString()));
    }

    private String state(@Nullable Object state) {
        if (state == null) {
            return "not known";
        }
        if (!whole) {
            return Outline.of(state);
        }
        JsonNode json = Differences.json(state);
        return EntryJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private String cut(String text) {
        return whole || text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }

    private static void line(StringBuilder text, String line) {
        text.append(MARGIN).append(Printable.of(line)).append('\n');
    }

    private static void lines(StringBuilder text, String lines) {
        lines.lines().forEach(line -> line(text, line));
    }
}
