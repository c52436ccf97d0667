package dev.releaseledger.events.ledger;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the small pieces of the C2SP texts, each in its one canonical spelling: two spellings of one value would let
 * two different texts pass for the same statement.
 */
final class StrictText {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");

    private StrictText() {}

    static byte[] encodeUtf8(String text) throws Malformed {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new Malformed(Malformed.Fault.NOT_UTF8, "the text has half a surrogate pair, which UTF-8 cannot say");
        }
    }

    static String decodeUtf8(byte[] bytes) throws Malformed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(Malformed.Fault.NOT_UTF8, "the text is not valid UTF-8");
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decodeBase64(String text) throws Malformed {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(Malformed.Fault.BASE64, "not standard base64: " + quote(text));
        }
        // The decoder lets missing padding and stray bits in the last digit pass.
        if (!base64(bytes).equals(text)) {
            throw new Malformed(Malformed.Fault.BASE64, "not the canonical base64 of its bytes: " + quote(text));
        }
        return bytes;
    }

    static long decodeNumber(String text) throws Malformed {
        if (DECIMAL.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new Malformed(Malformed.Fault.NUMBER, "beyond 2^63 - 1: " + quote(text));
            }
        }
        throw new Malformed(
                Malformed.Fault.NUMBER, "not a decimal number without leading zeroes and below 2^63: " + quote(text));
    }

    /** The lines of a text, each of which ends in a newline. */
    static List<String> lines(String text) throws Malformed {
        if (!text.endsWith("\n")) {
            throw new Malformed(Malformed.Fault.NO_FINAL_NEWLINE, "the text does not end in a newline");
        }
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    static void requireNoControls(String text) throws Malformed {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\n') {
                throw new Malformed(
                        Malformed.Fault.CONTROL_CHARACTER,
                        "control character 0x" + HexFormat.of().toHexDigits((byte) c) + " at offset " + i);
            }
        }
    }

    /** The text as a message may repeat it: in quotes, and short. */
    static String quote(String text) {
        return text.length() <= 80 ? "\"" + text + "\"" : "\"" + text.substring(0, 80) + "…\"";
    }
}
