package dev.releaseledger.importer.mapping;

/**
 * Something that whoever imports should know and that stops nothing.
 *
 * @param tag the tag that it is about
 * @param text what about it
 * @param skips whether the tag is left out
 */
public record Remark(String tag, String text, boolean skips) {

    static Remark about(String tag, String text) {
        return new Remark(tag, text, false);
    }

    static Remark skipped(String tag, String why) {
        return new Remark(tag, "skipped, " + why, true);
    }

    @Override
    public String toString() {
        return tag + ": " + text;
    }
}
