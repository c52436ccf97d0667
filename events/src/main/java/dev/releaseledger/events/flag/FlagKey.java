package dev.releaseledger.events.flag;

import java.util.regex.Pattern;

/** What code asks for a flag by. */
public final class FlagKey {
    /** How one is spelled. */
    public static final String FORM = "[a-z0-9][a-z0-9._-]{0,99}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private FlagKey() {}

    /** Whether this is one. */
    public static boolean isOne(String text) {
        return PATTERN.matcher(text).matches();
    }
}
