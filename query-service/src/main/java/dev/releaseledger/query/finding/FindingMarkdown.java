package dev.releaseledger.query.finding;

import static dev.releaseledger.events.release.notes.NotesMarkdown.line;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pieces of Markdown pages. What people wrote stays what they wrote: nothing of it becomes structure. */
final class FindingMarkdown {
    private final StringBuilder page = new StringBuilder();

    FindingMarkdown title(String text) {
        page.append("# ").append(line(text)).append('\n');
        return this;
    }

    FindingMarkdown section(String text) {
        page.append("\n## ").append(line(text)).append("\n\n");
        return this;
    }

    FindingMarkdown paragraph(String text) {
        page.append('\n').append(line(text)).append('\n');
        return this;
    }

    /** An item; what follows the mark is text. */
    FindingMarkdown item(String mark, String text) {
        page.append("- ").append(mark).append(' ').append(line(text)).append('\n');
        return this;
    }

    FindingMarkdown item(String text) {
        page.append("- ").append(line(text)).append('\n');
        return this;
    }

    /** Says so where a section has nothing to tell. */
    FindingMarkdown none(List<?> of, String otherwise) {
        if (of.isEmpty()) {
            page.append(line(otherwise)).append('\n');
        }
        return this;
    }

    FindingMarkdown findings(List<FindingView> findings) {
        for (FindingView finding : findings) {
            page.append("- **")
                    .append(finding.severity())
                    .append("** ")
                    .append(line(finding.title()))
                    .append(" (`")
                    .append(finding.rule())
                    .append("` version ")
                    .append(finding.ruleVersion())
                    .append(", ")
                    .append(finding.state())
                    .append("): ")
                    .append(line(finding.text()))
                    .append(" Proven by position ")
                    .append(finding.cited().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .append(between(finding))
                    .append('.')
                    .append('\n');
        }
        return this;
    }

    private static String between(FindingView finding) {
        return finding.missing() == null
                ? ""
                : "; missing between " + finding.missing().after() + " and "
                        + finding.missing().before();
    }

    /** What was said, or something else where nothing was. */
    static String or(@Nullable Object said, String otherwise) {
        return said == null ? otherwise : said.toString();
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
