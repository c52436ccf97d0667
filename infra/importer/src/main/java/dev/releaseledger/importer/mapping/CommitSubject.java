package dev.releaseledger.importer.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the first line of a commit's message tells of the change. */
final class CommitSubject {

    /** See <a href="https://www.conventionalcommits.org/en/v1.0.0/">Conventional Commits 1.0.0</a>. */
    private static final Pattern CONVENTIONAL =
            Pattern.compile("(?<type>\\p{Alpha}+)(?:\\([^()]*\\))?(?<breaking>!)?:\\s.*");

    private static final Pattern REFERENCE = Pattern.compile("(?<![\\w&])#\\d{1,9}\\b");

    private CommitSubject() {}

    /** The category by conventional commits; {@code INTERNAL} for a commit that says nothing to users. */
    static Category category(String subject) {
        var conventional = CONVENTIONAL.matcher(subject);
        if (!conventional.matches()) {
            return Category.INTERNAL;
        }
        if (conventional.group("breaking") != null) {
            return Category.BREAKING;
        }
        return switch (conventional.group("type").toLowerCase(Locale.ROOT)) {
            case "feat", "feature" -> Category.FEATURE;
            case "fix", "bugfix", "hotfix", "security" -> Category.FIX;
            case "perf", "improvement", "enhancement" -> Category.IMPROVEMENT;
            default -> Category.INTERNAL;
        };
    }

    /** The pull requests and issues that a text names, such as {@code #123}, in their order, each once. */
    static List<String> references(String text) {
        var references = new ArrayList<String>();
        var found = REFERENCE.matcher(text);
        while (found.find()) {
            references.add(found.group());
        }
        return references.stream().distinct().toList();
    }
}
