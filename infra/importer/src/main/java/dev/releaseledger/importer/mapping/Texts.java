package dev.releaseledger.importer.mapping;

import java.util.Locale;
import java.util.regex.Pattern;

/** Brings what histories contain into the shape that the command service takes. */
final class Texts {

    /** The command service's longest line: summaries, titles, people. */
    static final int LONGEST_LINE = 500;

    private static final int LONGEST_PRODUCT = 63;

    private static final Pattern CONTROL_OR_SPACE = Pattern.compile("[\\p{Cc}\\s\\x{FFFD}]+");
    private static final Pattern NOT_OF_A_PRODUCT = Pattern.compile("[^a-z0-9]+");
    private static final Pattern HYPHENS_AROUND = Pattern.compile("^-+|-+$");

    private Texts() {}

    static String summary(String text) {
        var line = line(text);
        return line.isEmpty() ? "(no subject)" : line;
    }

    static String person(String name) {
        var line = line(name);
        return line.isEmpty() ? "unknown" : line;
    }

    /** A project's name as a product's: lower-case letters, digits and hyphens. */
    static String product(String project) {
        var hyphened =
                NOT_OF_A_PRODUCT.matcher(project.toLowerCase(Locale.ROOT)).replaceAll("-");
        var cut = hyphened.length() > LONGEST_PRODUCT ? hyphened.substring(0, LONGEST_PRODUCT) : hyphened;
        var product = HYPHENS_AROUND.matcher(cut).replaceAll("");
        return product.isEmpty() ? "unnamed" : product;
    }

    /** One line without control characters, cut with an ellipsis where it is too long. */
    static String line(String text) {
        var line = CONTROL_OR_SPACE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= LONGEST_LINE) {
            return line;
        }
        var end = LONGEST_LINE - 1;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "…";
    }
}
