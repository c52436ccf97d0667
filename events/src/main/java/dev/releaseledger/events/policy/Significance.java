package dev.releaseledger.events.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much a release changes, as its version tells. */
public enum Significance {
    MAJOR,
    MINOR,
    PATCH;

    private static final Pattern NUMBERED = Pattern.compile("v?\\d+\\.(\\d+)(?:\\.(\\d+))?(?:[-+.].*)?");

    /**
     * What a version tells by Semantic Versioning: {@code 3.0.0} is major, {@code 2.5.0} minor, {@code 2.5.1} a patch. A
     * version of another shape counts as major: rather one announcement too many than one too few.
     */
    public static Significance of(String version) {
        Matcher numbers = NUMBERED.matcher(version);
        if (!numbers.matches()) {
            return MAJOR;
        }
        if (isAboveZero(numbers.group(2))) {
            return PATCH;
        }
        return isAboveZero(numbers.group(1)) ? MINOR : MAJOR;
    }

    @SuppressWarnings("NullAway") // A group that took no part is null, and checked for it.
    private static boolean isAboveZero(String digits) {
        return digits != null && digits.chars().anyMatch(digit -> digit != '0');
    }
}
