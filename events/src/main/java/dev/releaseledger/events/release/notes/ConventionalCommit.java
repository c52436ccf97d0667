package dev.releaseledger.events.release.notes;

import dev.releaseledger.events.release.ChangeCategory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A commit message after <a href="https://www.conventionalcommits.org/en/v1.0.0/">Conventional Commits 1.0.0</a>, in any
 * case. The specification allows any type; but a word before a colon is one only where it is known here, or a scope or a
 * {@code !} stands after it: {@code storage: mend a race} names an area.
 *
 * @param type the type, in lower case
 * @param scope the part of the product, as written; null where there is none
 * @param breaking whether it breaks something, by {@code !} or by a {@code BREAKING CHANGE} footer
 * @param description what changed
 */
public record ConventionalCommit(String type, @Nullable String scope, boolean breaking, String description) {
    private static final Map<String, ChangeCategory> TYPES = Map.ofEntries(
            Map.entry("feat", ChangeCategory.FEATURE),
            Map.entry("feature", ChangeCategory.FEATURE),
            Map.entry("fix", ChangeCategory.FIX),
            Map.entry("bugfix", ChangeCategory.FIX),
            Map.entry("hotfix", ChangeCategory.FIX),
            Map.entry("perf", ChangeCategory.IMPROVEMENT),
            Map.entry("improvement", ChangeCategory.IMPROVEMENT),
            Map.entry("enhancement", ChangeCategory.IMPROVEMENT),
            Map.entry("build", ChangeCategory.INTERNAL),
            Map.entry("chore", ChangeCategory.INTERNAL),
            Map.entry("ci", ChangeCategory.INTERNAL),
            Map.entry("docs", ChangeCategory.INTERNAL),
            Map.entry("refactor", ChangeCategory.INTERNAL),
            Map.entry("revert", ChangeCategory.INTERNAL),
            Map.entry("style", ChangeCategory.INTERNAL),
            Map.entry("test", ChangeCategory.INTERNAL));

    private static final Pattern HEADER = Pattern.compile(
            "(?<type>\\p{Alpha}{1,20})(?:\\((?<scope>[^()\\p{Cntrl}]{1,100})\\))?(?<breaking>!)?: +(?<description>\\S.*)");

    /** A footer stands after a blank line, and its token is in capitals: the one thing whose case matters. */
    private static final Pattern BREAKING_FOOTER = Pattern.compile("(?m)^BREAKING[ -]CHANGE: +\\S");

    private static final Pattern BLANK_LINE = Pattern.compile("\\R[ \\t]*\\R");

    /** Reads a commit's message, or its first line alone; empty where it is written in another way. */
    public static Optional<ConventionalCommit> of(String message) {
        Matcher header = HEADER.matcher(message.lines().findFirst().orElse("").strip());
        if (!header.matches()) {
            return Optional.empty();
        }
        String scope = header.group("scope");
        if (scope == null && header.group("breaking") == null && !TYPES.containsKey(lowerCase(header.group("type")))) {
            return Optional.empty();
        }
        return Optional.of(new ConventionalCommit(
                lowerCase(header.group("type")),
                scope == null || scope.isBlank() ? null : scope.strip(),
                header.group("breaking") != null || hasBreakingFooter(message),
                header.group("description")));
    }

    private static boolean hasBreakingFooter(String message) {
        Matcher blank = BLANK_LINE.matcher(message);
        return blank.find()
                && BREAKING_FOOTER.matcher(message.substring(blank.end())).find();
    }

    private static String lowerCase(String type) {
        return type.toLowerCase(Locale.ROOT);
    }

    /** What kind of change it is: breaking before all else, and internal where the type says nothing to users. */
    public ChangeCategory category() {
        return breaking ? ChangeCategory.BREAKING : TYPES.getOrDefault(type, ChangeCategory.INTERNAL);
    }
}
