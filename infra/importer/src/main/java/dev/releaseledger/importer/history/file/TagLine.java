package dev.releaseledger.importer.history.file;

import dev.releaseledger.importer.history.HistoryItem;
import dev.releaseledger.importer.history.Tag;
import dev.releaseledger.importer.history.Unreadable;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a history file:
 *
 * <pre>{@code {"project", "tag", "version", "prerelease", "patchOf", "previous", "commit", "taggedAt", "tagger",
 *  "commits": [{"sha", "at", "author", "subject"}], "commitCount", "changelog": [{"kind", "text"}]}}</pre>
 *
 * Every field is there; {@code prerelease}, {@code patchOf} and {@code previous} may be null. Times are RFC 3339 with any
 * offset. Fields beyond these are passed over, so that a history may say more than we read.
 */
final class TagLine {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TagLine() {}

    /** The tag that a line describes, or everything that keeps it from describing one. */
    static HistoryItem read(long number, String line) {
        var where = "line " + number;
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException notJson) {
            return new Unreadable(where, List.of("not JSON: " + notJson.getOriginalMessage()));
        }
        if (!json.isObject()) {
            return new Unreadable(where, List.of("not a JSON object"));
        }
        var fields = new Fields(json);
        var project = fields.text("project");
        var name = fields.text("tag");
        var version = fields.version("version");
        var prerelease = fields.textOrNull("prerelease");
        if (version != null && !Objects.equals(prerelease, version.prerelease())) {
            fields.fault("prerelease", "is %s, but the version says %s".formatted(prerelease, version.prerelease()));
        }
        var patchOf = fields.textOrNull("patchOf");
        var previous = fields.textOrNull("previous");
        var commit = fields.sha("commit");
        var taggedAt = fields.time("taggedAt");
        var tagger = fields.text("tagger");
        var commits = fields.list(
                "commits",
                each -> new Tag.Commit(
                        each.sha("sha"), each.time("at"), each.text("author"), each.textMaybeEmpty("subject")));
        var commitCount = fields.count("commitCount");
        var changelog = fields.list("changelog", each -> new Tag.ChangelogEntry(each.text("kind"), each.text("text")));
        if (!fields.faults().isEmpty()) {
            return new Unreadable(where, fields.faults());
        }
        return new Tag(
                project,
                name,
                Objects.requireNonNull(version),
                patchOf,
                previous,
                commit,
                taggedAt,
                tagger,
                commits,
                commitCount,
                changelog);
    }
}
