package dev.releaseledger.query.timeline;

import dev.releaseledger.query.timeline.Intervals.Mark;
import dev.releaseledger.query.timeline.Timeline.Inquiry;
import dev.releaseledger.query.timeline.Timeline.LineView;
import dev.releaseledger.query.timeline.Timeline.Stated;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A timeline as Markdown (CommonMark with GitHub's tables). Whatever people wrote is escaped, and a line stays a line. */
final class TimelineMarkdown {
    /** What CommonMark, or a table, makes something of; a full stop and a dash only at the beginning of a line. */
    private static final String MARKUP = "\\`*_{}[]<>()#+-!|~&:@$";

    /** What a full stop makes a link of. */
    private static final String LINKED = "www";

    private final StringBuilder text = new StringBuilder();

    private TimelineMarkdown() {}

    static String of(Timeline timeline) {
        TimelineMarkdown markdown = new TimelineMarkdown();
        markdown.head(timeline);
        if (timeline.inquiry() != null) {
            markdown.intervals(timeline.inquiry().intervals());
            markdown.suspects(timeline.inquiry());
        }
        markdown.lines(timeline);
        return markdown.text.toString();
    }

    private void head(Timeline timeline) {
        text.append("# ").append(escaped(timeline.of().product())).append(": ");
        text.append(escaped(timeline.of().title())).append("\n\n");
        if (timeline.of().mergedInto() != null) {
            text.append("This incident goes on as ")
                    .append(timeline.of().mergedInto())
                    .append(".\n\n");
        }
        text.append("From ").append(timeline.from()).append(" to ").append(timeline.to());
        text.append(", as of position ").append(timeline.asOfPosition());
        if (timeline.claimedAt() != null) {
            text.append(", by claimed time ").append(timeline.claimedAt());
        }
        text.append(". Times are UTC.");
        if (timeline.incomplete()) {
            text.append(" Something may be missing.");
        }
        text.append("\n\n");
        text.append(timeline.lanes().entrySet().stream()
                .map(lane -> lane.getKey() + " " + lane.getValue())
                .collect(Collectors.joining(", ")));
        text.append("\n\n");
    }

    private void intervals(Intervals intervals) {
        text.append("## Intervals\n\n| | when | position | after |\n| --- | --- | --- | --- |\n");
        interval("introduced", intervals.introduced(), null);
        interval("detected", intervals.detected(), intervals.undetected());
        interval("acknowledged", intervals.acknowledged(), intervals.toAcknowledge());
        interval("mitigated", intervals.mitigated(), intervals.toMitigate());
        interval("resolved", intervals.resolved(), intervals.toResolve());
        text.append('\n');
    }

    private void interval(String name, @Nullable Mark mark, @Nullable Duration after) {
        text.append("| ").append(name).append(" | ");
        text.append(mark == null ? "not said" : mark.at()).append(" | ");
        text.append(mark == null ? "" : mark.position()).append(" | ");
        text.append(after == null ? "" : after).append(" |\n");
    }

    private void suspects(Inquiry inquiry) {
        text.append("## Suspects\n\nWhat changed from ").append(inquiry.suspectsFrom());
        text.append(" to ")
                .append(inquiry.suspectsTo())
                .append(inquiry.suspectsWhole() ? ".\n\n" : ", the newest.\n\n");
        for (Suspect suspect : inquiry.suspects()) {
            text.append(suspect.rank())
                    .append(". **")
                    .append(escaped(suspect.what()))
                    .append("**, ");
            text.append(figure(suspect.score()));
            if (suspect.introducedAt() != null) {
                text.append(", since ").append(suspect.introducedAt());
                text.append(" (position ").append(suspect.introducedPosition()).append(')');
            }
            text.append('\n');
            suspect.terms().stream().filter(term -> term.contribution() != 0).forEach(this::term);
        }
        Stated stated = inquiry.stated();
        if (stated != null) {
            text.append("\nStated cause, ").append(stated.category()).append(" (position ");
            text.append(stated.position()).append("): ").append(escaped(stated.statement()));
            text.append(stated.rank() == null ? "\n" : "; it points at suspect " + stated.rank() + "\n");
        }
        if (!inquiry.pointedAtWhole()) {
            text.append("\nOf what the log and the root cause point at, the newest.\n");
        }
        text.append('\n');
    }

    private void term(Suspect.Term term) {
        text.append("   - ").append(term.name()).append(' ');
        text.append(figure(term.weight()))
                .append(" × ")
                .append(figure(term.value()))
                .append(" = ");
        text.append(figure(term.contribution())).append(": ").append(escaped(term.why()));
        text.append(
                term.positions().isEmpty()
                        ? "\n"
                        : " (" + term.positions().stream().map(String::valueOf).collect(Collectors.joining(", "))
                                + ")\n");
    }

    private void lines(Timeline timeline) {
        text.append("## What happened\n\n| when | position | kind | what | who | why it is here |\n");
        text.append("| --- | --- | --- | --- | --- | --- |\n");
        for (LineView line : timeline.lines()) {
            text.append("| ").append(line.at());
            if (!line.at().equals(line.recordedAt())) {
                text.append(" (recorded ").append(line.recordedAt()).append(')');
            }
            text.append(" | ")
                    .append(line.position())
                    .append(" | ")
                    .append(line.kind())
                    .append(" | ");
            text.append(escaped(line.what()));
            if (line.causedBy() != null) {
                text.append(" (because of ").append(line.causedBy()).append(')');
            }
            text.append(" | ").append(line.actor()).append(" | ");
            text.append(line.reasons().stream().map(Reason::word).collect(Collectors.joining(", ")));
            text.append(" |\n");
        }
        long all = timeline.lanes().entrySet().stream()
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (timeline.next() != null) {
            text.append("\n")
                    .append(timeline.lines().size())
                    .append(" of ")
                    .append(all)
                    .append(" lines; the next page: `cursor=");
            text.append(timeline.next()).append("`\n");
        }
    }

    private static String figure(double figure) {
        return String.format(Locale.ROOT, "%.3f", figure);
    }

    private static boolean makesLink(StringBuilder before) {
        int from = before.length() - LINKED.length();
        return from >= 0 && before.substring(from).equalsIgnoreCase(LINKED);
    }

    /** What shows the characters that follow it in another order than they are written in. */
    static boolean isBidiControl(int here) {
        return here >= 0x202a && here <= 0x202e || here >= 0x2066 && here <= 0x2069;
    }

    /** What people wrote, as they meant it. */
    static String escaped(String written) {
        StringBuilder escaped = new StringBuilder();
        written.codePoints().forEach(here -> {
            if (Character.isISOControl(here) || here == 0x2028 || here == 0x2029 || isBidiControl(here)) {
                escaped.append(' ');
            } else {
                if (MARKUP.indexOf(here) >= 0 || here == '.' && makesLink(escaped)) {
                    escaped.append('\\');
                }
                escaped.appendCodePoint(here);
            }
        });
        return escaped.toString();
    }
}
