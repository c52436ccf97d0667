package dev.releaseledger.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file of the product or of what runs it lets entries go, or has Kafka do it; tests' own code may. */
class NothingIsLetGoTest {
    /** What is built, kept by git, or data; and tests, which tamper on purpose. */
    private static final Set<String> PASSED_OVER = Set.of("target", ".git", "data", "test");

    private static final List<Pattern> LETS_GO = List.of(
            setting(
                    "(?:RETENTION_(?:MS|BYTES)_CONFIG|LOG_RETENTION_(?:MS|BYTES|MINUTES|HOURS)"
                            + "|(?<!local\\.|delete\\.|offsets\\.)retention\\.(?:ms|bytes|minutes|hours))",
                    "-1\\b|FOR_EVER\\b"),
            setting(
                    "(?:cleanup\\.policy|CLEANUP_POLICY(?:_CONFIG)?)",
                    "delete\\b(?!,)|TopicConfig\\.CLEANUP_POLICY_DELETE"),
            setting("(?:unclean\\.leader\\.election\\.enable|UNCLEAN_LEADER_ELECTION_ENABLE(?:_CONFIG)?)", "false\\b"),
            anywhere("\\bdelete(?:Records|Topics)\\s*\\("),
            anywhere("kafka-delete-records"),
            anywhere("kafka-topics\\S*\\s[^\\n]*--delete"),
            anywhere("(?:delete\\s+from|truncate(?:\\s+table)?|drop\\s+table(?:\\s+if\\s+exists)?)\\s+(?:only\\s+)?"
                    + "ledger\\.(?:entry|checkpoint|head)\\b"),
            anywhere("\\bupdate\\s+(?:only\\s+)?ledger\\.(?:entry|checkpoint)\\b"),
            anywhere("drop\\s+schema\\s+(?:if\\s+exists\\s+)?ledger\\b"),
            anywhere("(?:disable|drop)\\s+trigger"),
            anywhere("session_replication_role"));

    /** A setting with any value but these. */
    private static Pattern setting(String name, String harmless) {
        return anywhere(name + "[\"']?\\s*[,:=]\\s*[\"']?(?!" + harmless + ")[\\w$.{-]+");
    }

    private static Pattern anywhere(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    private static List<String> found(String text) {
        List<String> found = new ArrayList<>();
        for (Pattern pattern : LETS_GO) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    @Test
    void noFileShortensRetentionOrDeletesEntries() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files = files();
        for (Path file : files) {
            // Every byte is a character of this: no file is too odd to be looked at.
            found(Files.readString(file, ISO_8859_1))
                    .forEach(what -> found.add(Readme.ROOT.relativize(file) + ": " + what));
        }

        assertThat(files.size()).isGreaterThan(500);
        assertThat(found).isEmpty();
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(Readme.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return PASSED_OVER.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && attributes.size() < 5 << 20) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retention.ms=604800000",
                "Map.of(\"retention.bytes\", \"1073741824\")",
                "TopicConfig.RETENTION_MS_CONFIG, \"3600000\"",
                "KAFKA_LOG_RETENTION_HOURS: 168",
                "log.retention.hours: ${RETENTION:168}",
                "cleanup.policy: compact",
                "cleanup.policy=delete,compact",
                "unclean.leader.election.enable: true",
                "admin.deleteRecords(Map.of())",
                "admin.deleteTopics(List.of(topic))",
                "bin/kafka-topics.sh --bootstrap-server x --delete --topic y",
                "delete\n  from ledger.entry where position > 5",
                "truncate table ledger.entry",
                "update ledger.entry set bytes = ''",
                "drop schema if exists ledger cascade",
                "alter table ledger.entry disable trigger all",
                "set session_replication_role = replica"
            })
    void whatWouldLetEntriesGoIsFound(String text) {
        assertThat(found(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Map.of(\"retention.ms\", \"-1\", \"retention.bytes\", \"-1\")",
                "TopicConfig.RETENTION_MS_CONFIG, \"-1\"",
                "cleanup.policy=delete",
                "delete.retention.ms=86400000",
                "update ledger.head set next_position = ?",
                "delete from ledger.claim where name = ?"
            })
    void whatKeepsEntriesIsNot(String text) {
        assertThat(found(text)).isEmpty();
    }
}
