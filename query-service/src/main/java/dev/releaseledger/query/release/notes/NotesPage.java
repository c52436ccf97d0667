package dev.releaseledger.query.release.notes;

import dev.releaseledger.query.rest.MarkdownHtml;

/** Notes as an HTML page, made of their Markdown. */
final class NotesPage {
    private NotesPage() {}

    static String of(NotesView notes, String markdown) {
        return MarkdownHtml.page(notes.product() + " " + notes.version(), markdown, standing(notes));
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
