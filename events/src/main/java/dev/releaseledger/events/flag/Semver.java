package dev.releaseledger.events.flag;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A version as in Semantic Versioning 2.0.0, compared by its precedence (semver.org, 11): build metadata does not count.
 * Numbers may have any number of digits.
 */
public final class Semver implements Comparable<Semver> {
    /** A longer text is none that anybody would call a version. */
    public static final int LONGEST = 256;

    private final List<String> core;
    private final List<String> preRelease;

    private Semver(List<String> core, List<String> preRelease) {
        this.core = core;
        this.preRelease = preRelease;
    }

    /** The version; null where the text is not one. */
    public static @Nullable Semver parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        int plus = text.indexOf('+');
        String versioned = plus < 0 ? text : text.substring(0, plus);
        int dash = versioned.indexOf('-');
        List<String> core = parts(dash < 0 ? versioned : versioned.substring(0, dash));
        List<String> preRelease = dash < 0 ? List.of() : parts(versioned.substring(dash + 1));
        List<String> build = plus < 0 ? List.of() : parts(text.substring(plus + 1));
        boolean sound = core.size() == 3
                && all(core, part -> isNumber(part) && hasNoLeadingZero(part))
                && all(preRelease, part -> isIdentifier(part) && (!isNumber(part) || hasNoLeadingZero(part)))
                && all(build, Semver::isIdentifier);
        return sound ? new Semver(core, preRelease) : null;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>(4);
        int from = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', from)) {
            parts.add(text.substring(from, dot));
            from = dot + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static boolean isNumber(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) < '0' || part.charAt(i) > '9') {
                return false;
            }
        }
        return !part.isEmpty();
    }

    private static boolean hasNoLeadingZero(String number) {
        return number.length() == 1 || number.charAt(0) != '0';
    }

    private static boolean isIdentifier(String part) {
        for (int i = 0; i < part.length(); i++) {
            char each = part.charAt(i);
            boolean isOne = each >= '0' && each <= '9'
                    || each >= 'A' && each <= 'Z'
                    || each >= 'a' && each <= 'z'
                    || each == '-';
            if (!isOne) {
                return false;
            }
        }
        return !part.isEmpty();
    }

    private static boolean all(List<String> parts, Predicate<String> are) {
        for (String part : parts) {
            if (!are.test(part)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Semver other) {
        for (int i = 0; i < core.size(); i++) {
            int order = compareNumbers(core.get(i), other.core.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        int common = Math.min(preRelease.size(), other.preRelease.size());
        for (int i = 0; i < common; i++) {
            int order = compareIdentifiers(preRelease.get(i), other.preRelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    private static int compareIdentifiers(String one, String other) {
        boolean number = isNumber(one);
        if (number != isNumber(other)) {
            return number ? -1 : 1;
        }
        return number ? compareNumbers(one, other) : one.compareTo(other);
    }

    /** Without leading zeros the longer number is the larger one. */
    private static int compareNumbers(String one, String other) {
        int order = Integer.compare(one.length(), other.length());
        return order != 0 ? order : one.compareTo(other);
    }

    /** Versions of the same precedence are equal, whatever their builds. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Semver version && core.equals(version.core) && preRelease.equals(version.preRelease);
    }

    @Override
    public int hashCode() {
        return 31 * core.hashCode() + preRelease.hashCode();
    }

    @Override
    public String toString() {
        String version = String.join(".", core);
        return preRelease.isEmpty() ? version : version + "-" + String.join(".", preRelease);
    }
}
