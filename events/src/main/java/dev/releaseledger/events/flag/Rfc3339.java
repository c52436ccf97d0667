package dev.releaseledger.events.flag;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Times as RFC 3339 writes them, to the nanosecond; without leap seconds. Read by hand: a rule that compares times reads one for
 * each evaluation, and a pattern and a formatter take many times as long.
 */
public final class Rfc3339 {
    private static final int SHORTEST = "2026-03-02T08:00:00Z".length();
    private static final int LONGEST = "2026-03-02T08:00:00.123456789+01:00".length();
    private static final int FRACTION = SHORTEST - 1;
    private static final int NANOS = 9;
    private static final int NONE = -1;

    private Rfc3339() {}

    /** The moment; null where the text is not one. */
    public static @Nullable Instant parse(String text) {
        if (text.length() < SHORTEST
                || text.length() > LONGEST
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) | 0x20) != 't'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int year = number(text, 0, 4);
        int seconds = ofDay(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
        int zone = FRACTION;
        int nanos = 0;
        if (text.charAt(FRACTION) == '.') {
            zone = FRACTION + 1;
            while (zone < text.length() && isDigit(text.charAt(zone))) {
                zone++;
            }
            nanos = nanos(text, FRACTION + 1, zone);
        }
        int offset = offset(text, zone);
        if (year == NONE || seconds == NONE || nanos == NONE || offset == Integer.MIN_VALUE) {
            return null;
        }
        try {
            LocalDate day = LocalDate.of(year, number(text, 5, 7), number(text, 8, 10));
            return Instant.ofEpochSecond(day.toEpochDay() * 86_400 + seconds - offset, nanos);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** How far local time is ahead, in seconds; the smallest number where it is not said. */
    private static int offset(String text, int at) {
        int length = text.length() - at;
        if (length == 1 && (text.charAt(at) | 0x20) == 'z') {
            return 0;
        }
        if (length != "+01:00".length() || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int ahead = ofDay(number(text, at + 1, at + 3), number(text, at + 4, at + 6), 0);
        if (ahead == NONE) {
            return Integer.MIN_VALUE;
        }
        return switch (text.charAt(at)) {
            case '+' -> ahead;
            case '-' -> -ahead;
            default -> Integer.MIN_VALUE;
        };
    }

    private static int ofDay(int hours, int minutes, int seconds) {
        boolean isOne = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
        return isOne ? (hours * 60 + minutes) * 60 + seconds : NONE;
    }

    private static int nanos(String text, int from, int to) {
        int digits = to - from;
        if (digits == 0 || digits > NANOS) {
            return NONE;
        }
        int nanos = number(text, from, to);
        for (int i = digits; i < NANOS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (!isDigit(digit)) {
                return NONE;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }
}
