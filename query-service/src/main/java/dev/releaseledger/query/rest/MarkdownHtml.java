package dev.releaseledger.query.rest;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.web.util.HtmlUtils;

/** People's Markdown as HTML pages. Whatever HTML or link a text may hold, none of it comes through. */
public final class MarkdownHtml {
    /** What a browser may load for such a page: nothing. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'";

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    private MarkdownHtml() {}

    /** A piece of a page. */
    public static String piece(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }

    /**
     * A page.
     *
     * @param title plain text
     * @param footer plain text
     */
    public static String page(String title, String markdown, String footer) {
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
                """.formatted(HtmlUtils.htmlEscape(title), piece(markdown), HtmlUtils.htmlEscape(footer));
    }
}
