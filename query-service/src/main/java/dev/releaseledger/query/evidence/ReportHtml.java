package dev.releaseledger.query.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.refusal.ClaimRefused;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.query.dora.DeliveryFigures;
import dev.releaseledger.query.entry.Entries;
import dev.releaseledger.query.entry.EntryRow;
import dev.releaseledger.query.entry.ReadEntry;
import dev.releaseledger.query.entry.StreamName;
import dev.releaseledger.query.finding.ReleaseReports;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.release.ReleaseStream;
import dev.releaseledger.query.release.view.ReleaseStanding;
import dev.releaseledger.query.rest.MarkdownHtml;
import dev.releaseledger.query.timeline.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A bundle's report: one page of HTML that needs nothing else, for reading and printing. What people wrote is text in it, never
 * markup. It proves nothing; every line names the position that does.
 */
@Component
final class ReportHtml {
    /** More of them nobody prints; the entries have them all. */
    private static final int MOST_RELEASES = 1_000;

    private static final int MOST_LINES = 5_000;
    private static final int AT_A_TIME = 200;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            @page { size: A4; margin: 18mm 15mm; }
            body { font: 10pt/1.4 system-ui, sans-serif; color: #111; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 16pt; } h2 { font-size: 12pt; margin-top: 1.6em; } h3 { font-size: 10.5pt; }
            h1, h2, h3, caption { break-after: avoid; }
            table { border-collapse: collapse; width: 100%%; margin: .5em 0 1em; }
            caption { text-align: left; font-weight: 600; padding: .3em 0; }
            th, td { border: 1px solid #bbb; padding: .2em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
            th { background: #eee; } thead { display: table-header-group; } tr, li { break-inside: avoid; }
            td.n { text-align: right; white-space: nowrap; } td.t { white-space: nowrap; }
            code { font-size: 9pt; overflow-wrap: anywhere; }
            @media print {
              body { margin: 0; padding: 0; max-width: none; font-size: 9pt; }
              article { break-before: page; }
            }
            </style>
            </head>
            <body>
            """;

    private final Generations generations;
    private final Entries entries;
    private final ReleaseReports releases;

    ReportHtml(Generations generations, Entries entries, ReleaseReports releases) {
        this.generations = generations;
        this.entries = entries;
        this.releases = releases;
    }

    void write(EvidenceBundle.Contents contents, OutputStream file) throws IOException {
        Page page = new Page(file);
        page.raw(HEAD.formatted(htmlEscape("Evidence of " + contents.scope().title())));
        page.raw("<header>\n<h1>" + htmlEscape("Evidence of " + contents.scope().title()) + "</h1>\n");
        page.paragraph("From the ledger " + contents.origin() + " at its checkpoint of "
                + contents.checkpoint().size() + " entries, root "
                + contents.checkpoint().root().toBase64() + ". Made at " + time(contents.generatedAt())
                + ". All times are UTC. People are ids of the directory. This page proves nothing by itself: each line names"
                + " the position of the entry that does, and README.md says how that is checked.");
        page.raw("</header>\n");
        figures(page, contents.figures());
        releases(page, contents);
        others(page, contents);
        page.raw("</body>\n</html>\n");
    }

    private static void figures(Page page, DeliveryFigures.Told figures) throws IOException {
        page.raw("<section>\n");
        page.table("Delivery figures of the product in production", "Figure", "What it came to");
        for (var each : figures.words().entrySet()) {
            page.row(cell(each.getKey()), cell(each.getValue()));
        }
        page.endTable();
        page.paragraph("From " + time(figures.from()) + " to before " + time(figures.to()) + ", by " + figures.clock()
                + " time, as of position " + figures.asOfPosition() + "."
                + figures.because().stream()
                        .map(why -> " May be incomplete: " + why + ".")
                        .collect(Collectors.joining()));
        page.raw("</section>\n");
    }

    private void releases(Page page, EvidenceBundle.Contents contents) throws IOException {
        Positions firsts = contents.found().releases();
        long last = -1;
        int told = 0;
        while (told < MOST_RELEASES) {
            long[] next = firsts.after(last, 1);
            if (next.length == 0) {
                break;
            }
            last = next[0];
            release(page, entries.at(generations.active(), next).getFirst(), contents);
            told++;
        }
        if (firsts.count() > told) {
            page.paragraph("And " + (firsts.count() - told) + " more releases, which are in entries.ndjson.");
        }
    }

    private void release(Page page, EntryRow first, EvidenceBundle.Contents contents) throws IOException {
        Envelope envelope = ReadEntry.of(first.bytes()).envelope();
        if (envelope == null || !(StreamName.of(envelope.subject()) instanceof StreamName.OfRelease(UUID id))) {
            page.paragraph("The release that begins at position " + first.position() + " cannot be read.");
            return;
        }
        Generation generation = generations.active();
        long upTo = contents.checkpoint().size() - 1;
        page.raw("<article>\n");
        Optional<ReleaseReports.Told> told = releases.asOf(generation, id, upTo);
        if (told.isPresent()) {
            page.raw(MarkdownHtml.piece(told.get().report()));
            approvals(page, told.get().standing());
            evidence(page, told.get().standing());
            String readiness = told.get().readiness();
            if (readiness != null) {
                page.raw(MarkdownHtml.piece(readiness));
            }
        } else {
            page.paragraph("Release " + id + " is not understood by this version of the service.");
        }
        String stream = ReleaseStream.name(id);
        history(page, "History of release " + id, generation, stream, upTo);
        history(page, "Refused", generation, RefusalEvent.stream(stream), upTo);
        page.raw("</article>\n");
    }

    private static void approvals(Page page, ReleaseStanding standing) throws IOException {
        page.table("Gates and approvals", "Stage", "Gate", "Approved by", "At", "Content that was approved");
        for (ReleaseStanding.StageStanding stage : standing.stages()) {
            ReleaseStanding.ApprovalStanding approval = stage.approval();
            page.row(
                    cell(stage.stage()),
                    cell(stage.gate()),
                    cell(approval == null ? "" : approval.by()),
                    cell(approval == null ? "" : time(approval.at())),
                    cell(approval == null ? "" : approval.contentDigest()));
        }
        page.endTable();
    }

    private static void evidence(Page page, ReleaseStanding standing) throws IOException {
        page.table(
                "Criteria and their newest evidence",
                "Stage",
                "Criterion",
                "Shown",
                "Outcome",
                "Source",
                "At",
                "Digest");
        for (ReleaseStanding.StageStanding stage : standing.stages()) {
            for (ReleaseStanding.CriterionStanding criterion : stage.criteria()) {
                ReleaseStanding.EvidenceStanding evidence = criterion.evidence();
                page.row(
                        cell(stage.stage()),
                        cell(criterion.title()),
                        cell(criterion.shown() ? "yes" : "no"),
                        cell(evidence == null ? "" : evidence.outcome()),
                        cell(evidence == null ? "" : evidence.source()),
                        cell(evidence == null ? "" : time(evidence.at())),
                        cell(evidence == null || evidence.digest() == null ? "" : evidence.digest()));
            }
        }
        page.endTable();
    }

    private void history(Page page, String title, Generation generation, String stream, long upTo) throws IOException {
        long count = entries.count(generation, stream, upTo);
        if (count == 0) {
            return;
        }
        page.table(title, "Position", "No.", "Recorded", "Happened", "What", "By", "In the roles");
        long last = -1;
        long told = 0;
        List<EntryRow> rows;
        do {
            rows = entries.ofStream(generation, stream, last, upTo, AT_A_TIME);
            for (EntryRow row : rows) {
                line(page, row, ReadEntry.of(row.bytes()), null);
                last = row.position();
                told++;
            }
        } while (rows.size() == AT_A_TIME && told < MOST_LINES);
        page.endTable();
        if (count > told) {
            page.paragraph("And " + (count - told) + " more, which are in entries.ndjson.");
        }
    }

    /** What is neither of the releases nor refused of them: policies, freezes, environments, incidents, suppressions. */
    private void others(Page page, EvidenceBundle.Contents contents) throws IOException {
        page.raw("<article>\n");
        page.table(
                "What else is here: the policy, freezes, environments, suppressed findings and incidents of the product",
                "Stream",
                "Position",
                "No.",
                "Recorded",
                "Happened",
                "What",
                "By",
                "In the roles");
        int told = 0;
        boolean more = false;
        long[] positions = contents.found().entries().after(-1, AT_A_TIME);
        while (positions.length > 0 && !more) {
            for (EntryRow row : entries.at(generations.active(), positions)) {
                ReadEntry read = ReadEntry.of(row.bytes());
                Envelope envelope = read.envelope();
                String stream = envelope == null ? "" : envelope.subject();
                if (!stream.startsWith("release/") && !stream.startsWith("refusal/release/")) {
                    more = told == MOST_LINES;
                    if (!more) {
                        line(page, row, read, stream);
                        told++;
                    }
                }
            }
            positions = contents.found().entries().after(positions[positions.length - 1], AT_A_TIME);
        }
        page.endTable();
        if (more) {
            page.paragraph("And more, which are in entries.ndjson.");
        }
        page.raw("</article>\n");
    }

    private static void line(Page page, EntryRow row, ReadEntry read, @Nullable String stream) throws IOException {
        Envelope envelope = read.envelope();
        String words = switch (read) {
            case ReadEntry.Understood understood -> words(understood.event());
            case ReadEntry.NotKnown notKnown -> notKnown.envelope().type() + ", not understood: " + notKnown.reason();
            case ReadEntry.Unreadable unreadable -> "cannot be read: " + unreadable.reason();
        };
        page.raw("<tr>");
        if (stream != null) {
            page.raw(cell(stream));
        }
        page.raw("<td class=\"n\">" + row.position() + "</td><td class=\"n\">"
                + (row.sequence() == null ? "" : row.sequence()) + "</td>");
        if (envelope == null) {
            page.raw("<td></td><td></td>" + cell(words) + "<td></td><td></td></tr>\n");
            return;
        }
        Instant occurredAt = envelope.attribution().occurredAt();
        page.raw("<td class=\"t\">" + time(envelope.time()) + "</td><td class=\"t\">"
                + (occurredAt == null ? "" : time(occurredAt)) + "</td>" + cell(words)
                + cell(envelope.attribution().actor())
                + cell(envelope.attribution().roles().stream()
                        .map(Role::claim)
                        .sorted()
                        .collect(Collectors.joining(", ")))
                + "</tr>\n");
    }

    private static String words(Event event) {
        return switch (event) {
            case CommandRefused refused -> refused(refused.command(), refused.violations());
            case ClaimRefused refused ->
                refused(refused.command(), refused.violations()) + " (" + refused.claim() + " is held by "
                        + refused.holder() + ")";
            default -> Words.of(event);
        };
    }

    private static String refused(String command, List<CommandRefused.Refused> violations) {
        return command + " refused: "
                + violations.stream()
                        .map(violation -> violation.rule() + ": " + violation.reason())
                        .collect(Collectors.joining("; "));
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private static String cell(Object text) {
        return "<td>" + htmlEscape(text.toString()) + "</td>";
    }

    /** The page as it is written. */
    private static final class Page {
        private final OutputStream file;

        Page(OutputStream file) {
            this.file = file;
        }

        void raw(String html) throws IOException {
            file.write(html.getBytes(UTF_8));
        }

        void paragraph(String text) throws IOException {
            raw("<p>" + htmlEscape(text) + "</p>\n");
        }

        void table(String caption, String... columns) throws IOException {
            StringBuilder head = new StringBuilder("<table>\n<caption>")
                    .append(htmlEscape(caption))
                    .append("</caption>\n<thead><tr>");
            for (String column : columns) {
                head.append("<th scope=\"col\">").append(htmlEscape(column)).append("</th>");
            }
            raw(head.append("</tr></thead>\n<tbody>\n").toString());
        }

        void row(String... cells) throws IOException {
            raw("<tr>" + String.join("", cells) + "</tr>\n");
        }

        void endTable() throws IOException {
            raw("</tbody>\n</table>\n");
        }
    }
}
