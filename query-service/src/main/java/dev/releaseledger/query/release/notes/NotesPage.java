package dev.releaseledger.query.release.notes;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.web.util.HtmlUtils;

/** Notes as an HTML page, made of their Markdown. Whatever HTML or link a text may hold, none of it comes through. */
final class NotesPage {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    private NotesPage() {}

    static String of(NotesView notes, String markdown) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body>
                <main>
                %s</main>
                <footer><p>%s</p></footer>
                </body>
                </html>
                """.formatted(
                        HtmlUtils.htmlEscape(notes.product() + " " + notes.version()),
                        RENDERER.render(PARSER.parse(markdown)),
                        HtmlUtils.htmlEscape(standing(notes)));
    }

    private static String standing(NotesView notes) {
        NotesView.Publication published = notes.published();
        String known = published == null
                ? "Draft, " + notes.digest()
                : "Published " + published.at() + ", " + published.digest()
                        + (published.matches() ? "" : "; what is shown here is " + notes.digest());
        return notes.incomplete()
                ? known + "; an entry is not understood by this version, so something may be missing"
                : known;
    }
}
