package dev.releaseledger.acceptance;

import static dev.releaseledger.acceptance.harness.Team.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.acceptance.harness.Caller;
import dev.releaseledger.acceptance.harness.Consumed;
import dev.releaseledger.acceptance.harness.HistoryFile;
import dev.releaseledger.acceptance.harness.Importing;
import dev.releaseledger.acceptance.harness.Ledger;
import dev.releaseledger.acceptance.harness.Listed;
import dev.releaseledger.acceptance.harness.LogsOnFailure;
import dev.releaseledger.acceptance.harness.SharedLedger;
import dev.releaseledger.acceptance.harness.Team;
import dev.releaseledger.events.envelope.Envelope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Histories of other projects, brought in by the real importer. It runs before the tests that look at what was imported: only
 * an import that is the first adds something.
 */
@Order(1)
@ExtendWith(LogsOnFailure.class)
class ImportIT {
    private final Ledger ledger = SharedLedger.get();
    private final Team team = new Team(ledger);
    private final Caller auditor = team.the("auditor");

    @Test
    void theSampleIsImported_andASecondImportAddsNothing() {
        Importing first = Importing.ofSample(ledger.commandService(0), ledger.queryService(0))
                .expectWhole();
        Consumed once = ledger.whole();
        Importing second = Importing.ofSample(ledger.commandService(1), ledger.queryService(0))
                .expectWhole();
        assertNothingWasAdded(once, second);
        ledger.forgetReceiptsOf("the-importer");
        Importing muchLater = Importing.ofSample(ledger.commandService(0), ledger.queryService(0))
                .expectWhole();
        assertNothingWasAdded(once, muchLater);

        assertThat(second.releases()).isEqualTo(first.releases());
        assertThat(muchLater.releases()).isEqualTo(first.releases());
        List<JsonNode> listed = Listed.releases(auditor, "lighthouse");
        assertThat(listed).hasSize((int) first.releases());
        assertThat(listed).allSatisfy(release -> {
            assertThat(release.path("status").asString()).isEqualTo("COMPLETED");
            assertThat(release.path("backfilled").asBoolean()).isTrue();
        });
        assertThat(listed.stream()
                        .mapToLong(release -> release.path("changeCount").asLong())
                        .sum())
                .isEqualTo(first.changes());
        whatWasClaimedCanBeAskedFor(listed.getLast());
        reconstructedApprovalsOpenNoLiveGate(
                once, UUID.fromString(listed.getFirst().path("id").asString()));
    }

    /** Refusals would be entries too. */
    private void assertNothingWasAdded(Consumed before, Importing importing) {
        Consumed after = ledger.whole(before.size() - 1);
        assertThat(after.size()).as(importing.said()).isEqualTo(before.size());
        assertThat(after.root()).isEqualTo(before.root());
    }

    private void whatWasClaimedCanBeAskedFor(JsonNode oldest) {
        String release = path(UUID.fromString(oldest.path("id").asString()));
        Instant plannedAt = Instant.parse(oldest.path("plannedAt").asString());
        JsonNode then = auditor.get(release + "?clock=claimed&asOf=" + plannedAt)
                .expect(200)
                .json();
        assertThat(then.path("status").asString()).isNotEqualTo("COMPLETED");
        auditor.get(release + "?clock=claimed&asOf=" + plannedAt.minusSeconds(1))
                .expect(404)
                .requireProblem();
        auditor.get(release + "?asOf=" + plannedAt).expect(404).requireProblem();
    }

    private static void reconstructedApprovalsOpenNoLiveGate(Consumed consumed, UUID release) {
        List<Envelope> stream = consumed.stream(Team.stream(release));
        assertThat(stream).noneMatch(entry -> entry.type().endsWith(".stage-approved.v1"));
        assertThat(stream)
                .filteredOn(entry -> entry.type().endsWith(".stage-approval-reconstructed.v1"))
                .hasSize(5);
        assertThat(stream).allMatch(entry -> entry.attribution().occurredAt() != null);
    }

    @Test
    void aRealHistoryIsImportedWhole_andTheReadSideIsRebuiltFromKafka() {
        HistoryFile history = HistoryFile.realWhereThereIsOne();

        Importing imported =
                Importing.of(history.file(), ledger.commandService(0)).expectWhole();

        assertThat(imported.releases()).isEqualTo(history.releases());
        assertThat(imported.evidence()).isEqualTo(history.candidates());
        Consumed consumed = ledger.whole(history.commits());
        Set<String> streams = consumed.streamsOf(history.project());
        List<Envelope> changes = consumed.ofType("change-added.v1").stream()
                .filter(change -> streams.contains(change.subject()))
                .toList();
        assertThat(changes.stream().filter(change -> change.data().has("commit")))
                .hasSize((int) history.commits());
        assertThat(changes.stream().filter(change -> !change.data().has("commit")))
                .hasSize((int) history.entries());
        List<JsonNode> listed = Listed.releases(auditor, history.project());
        assertThat(listed).hasSize((int) history.releases());
        assertThat(listed.stream()
                        .mapToLong(release -> release.path("changeCount").asLong())
                        .sum())
                .isEqualTo(history.commits() + history.entries());

        whatTheProjectAnnouncedIsPublished_noneLostAndNoneInvented(history, listed);

        team.the("auditor").toQueries("POST", "/v1/admin/rebuild").expect(403).requireProblem();
        ledger.rebuildReadSide(() -> assertThat(Listed.releases(auditor, "lighthouse"))
                .as("answered all the while")
                .isNotNull());

        assertThat(Listed.releases(auditor, history.project())).isEqualTo(listed);
        assertThat(ledger.whole(consumed.size() - 1).root()).isEqualTo(consumed.root());
    }

    private void whatTheProjectAnnouncedIsPublished_noneLostAndNoneInvented(
            HistoryFile history, List<JsonNode> listed) {
        Map<String, List<Map.Entry<String, String>>> changelogs = history.changelogs();
        assertThat(changelogs.values()).anyMatch(List::isEmpty).anyMatch(entries -> !entries.isEmpty());
        for (JsonNode release : listed) {
            String version = release.path("version").asString();
            String address = path(UUID.fromString(release.path("id").asString())) + "/notes";
            JsonNode notes = auditor.get(address).expect(200).json();
            List<String> announced = changelogs.getOrDefault(version, List.of()).stream()
                    .map(entry -> section(entry.getKey()) + " " + line(entry.getKey(), entry.getValue()))
                    .toList();
            assertThat(notes.path("standing").asString())
                    .as(version)
                    .isEqualTo(announced.isEmpty() ? "DRAFT" : "PUBLISHED");
            if (announced.isEmpty()) {
                continue;
            }
            assertThat(told(notes)).as(version).containsExactlyInAnyOrderElementsOf(announced);
            assertThat(notes.path("published").path("matches").asBoolean())
                    .as(version)
                    .isTrue();
            byte[] markdown =
                    auditor.getAs("text/markdown", address).expect(200).body();
            assertThat("sha256:" + sha256(markdown))
                    .as(version)
                    .isEqualTo(notes.path("published").path("digest").asString());
        }
    }

    private static List<String> told(JsonNode notes) {
        List<String> told = new ArrayList<>();
        for (JsonNode section : notes.path("sections")) {
            section.path("entries")
                    .forEach(entry -> told.add(section.path("section").asString() + " "
                            + entry.path("line").asString()));
        }
        return told;
    }

    /** The project's kinds, two of them misspelt once. */
    private static String section(String kind) {
        return switch (kind) {
            case "FEATURE" -> "NEW_FEATURES";
            case "ENHANCEMENT", "ENHANCEMEMT", "PERF" -> "IMPROVEMENTS";
            case "BUGFIX", "BUFGIX", "SECURITY" -> "BUG_FIXES";
            case "CHANGE" -> "BREAKING_CHANGES";
            default -> throw new IllegalStateException("nobody looked at kind " + kind);
        };
    }

    private static String line(String kind, String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        // A conventional commit's scope is its area.
        String read = line.replaceFirst("^feat\\((\\w+)\\): ", "$1: ");
        return kind.equals("SECURITY") ? "Security: " + read : read;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
