package dev.releaseledger.importer.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a> has it, except that one to
 * four numbers are taken where it wants three, since older tags have them. Ordered by its precedence rules; build
 * metadata is kept in the text and counts for nothing.
 *
 * @param text the version as written
 * @param numbers its numbers, the most significant first
 * @param prerelease what follows the hyphen, such as {@code rc.0}; null for a version that was released
 */
public record Version(
        String text, List<Long> numbers, @Nullable String prerelease) implements Comparable<Version> {

    private static final Pattern PATTERN =
            Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18}){0,3})(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

    private static final Comparator<List<String>> BY_IDENTIFIERS = Version::compareIdentifiers;

    public Version {
        numbers = List.copyOf(numbers);
    }

    /** The version that a text stands for; empty where it stands for none. */
    public static Optional<Version> parse(String text) {
        var matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var numbers = new ArrayList<Long>();
        for (var number : matcher.group(1).split("\\.", -1)) {
            numbers.add(Long.valueOf(number));
        }
        return Optional.of(new Version(text, numbers, matcher.group(2)));
    }

    /** Whether this is a candidate for a version rather than the version itself. */
    public boolean isPrerelease() {
        return prerelease != null;
    }

    /** The version that this one is, or is a candidate for: {@code 2.5.0} for {@code 2.5.0-rc.0}. */
    public String released() {
        var end = text.indexOf('-');
        if (end < 0) {
            end = text.indexOf('+');
        }
        return end < 0 ? text : text.substring(0, end);
    }

    /** The minor line that it belongs to: {@code 2.5} for {@code 2.5.1}. */
    public String minorLine() {
        return number(0) + "." + number(1);
    }

    /** Whether it starts a major line: {@code 3.0.0}. */
    public boolean isMajor() {
        return number(1) == 0 && !isPatch();
    }

    /** Whether it patches an earlier version of its minor line: {@code 2.5.1}. */
    public boolean isPatch() {
        return number(2) > 0 || number(3) > 0;
    }

    /** Whether another version is of the same minor line. */
    public boolean sameLineAs(Version other) {
        return number(0) == other.number(0) && number(1) == other.number(1);
    }

    @Override
    public int compareTo(Version other) {
        for (var i = 0; i < 4; i++) {
            var order = Long.compare(number(i), other.number(i));
            if (order != 0) {
                return order;
            }
        }
        return Comparator.nullsLast(BY_IDENTIFIERS).compare(identifiers(), other.identifiers());
    }

    private long number(int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }

    private @Nullable List<String> identifiers() {
        return prerelease == null ? null : List.of(prerelease.split("\\.", -1));
    }

    private static int compareIdentifiers(List<String> one, List<String> other) {
        for (var i = 0; i < Math.min(one.size(), other.size()); i++) {
            var order = compareIdentifier(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    /** Numbers by their value, words by their letters, numbers before words. */
    private static int compareIdentifier(String one, String other) {
        var oneIsNumber = isNumber(one);
        var otherIsNumber = isNumber(other);
        if (oneIsNumber && otherIsNumber) {
            return Comparator.comparingInt(String::length)
                    .thenComparing(Comparator.naturalOrder())
                    .compare(withoutZeros(one), withoutZeros(other));
        }
        if (oneIsNumber != otherIsNumber) {
            return oneIsNumber ? -1 : 1;
        }
        return one.compareTo(other);
    }

    private static boolean isNumber(String identifier) {
        return !identifier.isEmpty() && identifier.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private static String withoutZeros(String number) {
        return number.replaceFirst("^0+(?=.)", "");
    }

    @Override
    public String toString() {
        return text;
    }
}
