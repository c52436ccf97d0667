package dev.releaseledger.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A release history as the importer reads it, and what has to come of it, counted without the importer's help.
 *
 * @param project the product
 * @param releases tags that are no candidates
 * @param candidates tags before the release that they are candidates for
 * @param commits commits, each once a release
 * @param entries changelog entries, each once a release
 */
public record HistoryFile(Path file, String project, long releases, long candidates, long commits, long entries) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The real history where it is at hand, otherwise one made up. */
    public static HistoryFile realWhereThereIsOne() {
        Path real = Path.of(Program.setting("acceptance.history"));
        return Files.isRegularFile(real) ? of(real) : madeUp("stand-in", 200, 100, true);
    }

    /** Counts a file. */
    public static HistoryFile of(Path file) {
        long releases = 0;
        long candidates = 0;
        long commits = 0;
        long entries = 0;
        String project = "";
        Map<String, Long> waiting = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(file, UTF_8)) {
            for (String line : (Iterable<String>) lines::iterator) {
                JsonNode tag = JSON.readTree(line);
                project = tag.path("project").asString();
                String version = tag.path("version").asString();
                if (!tag.path("prerelease").isNull()) {
                    waiting.merge(version.replaceFirst("-.*", ""), 1L, Long::sum);
                    continue;
                }
                releases++;
                candidates += waiting.getOrDefault(version, 0L);
                commits += distinct(tag.path("commits"), "sha");
                entries += distinct(tag.path("changelog"), "kind", "text");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HistoryFile(file, project, releases, candidates, commits, entries);
    }

    /** What the project's changelog says, by released version: each entry once, as kind and text. */
    public Map<String, List<Map.Entry<String, String>>> changelogs() {
        Map<String, List<Map.Entry<String, String>>> changelogs = new LinkedHashMap<>();
        try (Stream<String> lines = Files.lines(file, UTF_8)) {
            lines.map(JSON::readTree)
                    .filter(tag -> tag.path("prerelease").isNull())
                    .forEach(tag -> changelogs.put(tag.path("version").asString(), changelogOf(tag)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return changelogs;
    }

    private static List<Map.Entry<String, String>> changelogOf(JsonNode tag) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        tag.path("changelog")
                .forEach(entry -> entries.add(Map.entry(
                        entry.path("kind").asString(), entry.path("text").asString())));
        return entries.stream().distinct().toList();
    }

    private static long distinct(JsonNode list, String... fields) {
        Set<String> seen = new HashSet<>();
        for (JsonNode each : list) {
            StringBuilder all = new StringBuilder();
            for (String field : fields) {
                all.append(each.path(field).asString()).append('\n');
            }
            seen.add(all.toString());
        }
        return seen.size();
    }

    /** Makes a history up: so many releases, each with a candidate and so many commits. */
    public static HistoryFile madeUp(String project, int releases, int commitsEach) {
        return madeUp(project, releases, commitsEach, false);
    }

    /** @param likeAProject with changelogs, and not everything at every release */
    private static HistoryFile madeUp(String project, int releases, int commitsEach, boolean likeAProject) {
        Instant at = Instant.parse("2021-03-01T09:00:00Z");
        List<String> lines = new ArrayList<>();
        for (int release = 0; release < releases; release++) {
            String version = "1." + release + ".0";
            at = at.plus(Duration.ofDays(3));
            if (!likeAProject || release % 3 != 2) {
                lines.add(line(project, version + "-rc.0", "rc.0", at, 0, List.of()));
            }
            at = at.plus(Duration.ofDays(4));
            lines.add(line(
                    project,
                    version,
                    null,
                    at,
                    commitsEach,
                    likeAProject && release % 2 == 0 ? changelog(version) : List.of()));
        }
        try {
            Path file = Files.createTempFile(project, ".ndjson");
            file.toFile().deleteOnExit();
            Files.write(file, lines, UTF_8);
            return of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(
            String project,
            String version,
            @Nullable String candidate,
            Instant at,
            int commits,
            List<Map<String, String>> changelog) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (int i = commits; i > 0; i--) {
            told.add(Map.of(
                    "sha",
                    sha(version + "/" + i),
                    "at",
                    at.minus(Duration.ofMinutes(10L * i)).toString(),
                    "author",
                    "developer-" + i % 7,
                    "subject",
                    "fix: mend part " + i + " of " + version));
        }
        Map<String, Object> tag = new LinkedHashMap<>();
        tag.put("project", project);
        tag.put("tag", "v" + version);
        tag.put("version", version);
        tag.put("prerelease", candidate);
        tag.put("patchOf", null);
        tag.put("previous", null);
        tag.put("commit", sha(version));
        tag.put("taggedAt", at.toString());
        tag.put("tagger", "tagger-" + version.length());
        tag.put("commits", told);
        tag.put("commitCount", commits);
        tag.put("changelog", changelog);
        return JSON.writeValueAsString(tag);
    }

    private static List<Map<String, String>> changelog(String version) {
        return List.of(
                Map.of("kind", "FEATURE", "text", "Part: be *new* in <" + version + ">"),
                Map.of("kind", "BUGFIX", "text", "Mend `part_1`: it was broken"),
                Map.of("kind", "CHANGE", "text", "feat(part): only with [care](x)"));
    }

    private static String sha(String name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(name.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
