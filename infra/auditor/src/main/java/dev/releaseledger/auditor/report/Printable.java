package dev.releaseledger.auditor.report;

/**
 * Text as a terminal may be given it. What is judged comes from whoever is judged: with a line feed it could add lines that
 * the auditor never said, with an escape sequence take back those that it did, and with a mark of direction turn them round.
 */
public final class Printable {
    private Printable() {}

    /** The same text with every character that is not for reading written as JSON would escape it. */
    public static String of(String text) {
        if (text.chars().allMatch(c -> isForReading((char) c))) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (isForReading((char) c)) {
                printable.append((char) c);
            } else {
                printable.append(String.format("\\u%04x", c));
            }
        });
        return printable.toString();
    }

    private static boolean isForReading(char c) {
        return switch (Character.getType(c)) {
            // Control characters; marks of direction and other characters that nobody sees; separators of lines.
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
