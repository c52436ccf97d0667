package dev.releaseledger.command.announce.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is said.
 *
 * @param deliveryId the key that a repeated delivery is known by: the same for every attempt, another for every announcement
 * @param title one line of 1 to 500 characters; without control characters or line breaks, so that none can end a header
 * @param text at most 48 KiB of UTF-8; no control characters but line breaks and tabs
 * @param markdown the same with marks, for channels that can show them, within the same bounds; or null
 * @param reference an absolute http or https URL of more, such as the release
 */
public record Message(
        UUID deliveryId,
        String title,
        String text,
        @Nullable String markdown,
        URI reference) {
    private static final int LONGEST_TITLE = 500;
    private static final int LARGEST_TEXT = 48 * 1024;

    /** @throws IllegalArgumentException if something is out of its bounds */
    public Message {
        require(
                !title.isBlank()
                        && title.length() <= LONGEST_TITLE
                        && title.codePoints().noneMatch(Message::breaksALine),
                "a title is one line of 1 to 500 characters, not blank");
        require(isText(text), "a text has at most 48 KiB, and no control characters but line breaks and tabs");
        require(
                markdown == null || isText(markdown),
                "a markdown text has at most 48 KiB, and no control characters but line breaks and tabs");
        require(
                reference.getHost() != null
                        && ("http".equals(reference.getScheme()) || "https".equals(reference.getScheme()))
                        && reference.toString().length() <= 2_000,
                "a reference is an absolute http or https URL of at most 2000 characters");
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(expected);
        }
    }

    private static boolean isText(String text) {
        return !text.isBlank()
                && text.getBytes(StandardCharsets.UTF_8).length <= LARGEST_TEXT
                && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    private static boolean breaksALine(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.LINE_SEPARATOR
                || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
    }
}
