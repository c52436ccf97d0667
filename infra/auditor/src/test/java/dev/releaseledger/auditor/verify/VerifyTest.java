package dev.releaseledger.auditor.verify;

import static dev.releaseledger.auditor.testing.ToldPerson.ADA;
import static dev.releaseledger.auditor.testing.ToldPerson.DINA;
import static dev.releaseledger.auditor.testing.ToldPerson.PAULA;
import static dev.releaseledger.auditor.testing.ToldPerson.QUENTIN;
import static dev.releaseledger.auditor.testing.ToldPerson.ROSA;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.harness.LogServer;
import dev.releaseledger.auditor.harness.SmallLedger;
import dev.releaseledger.auditor.testing.Export;
import dev.releaseledger.auditor.testing.Export.Run;
import dev.releaseledger.auditor.testing.ToldLedger;
import dev.releaseledger.auditor.testing.ToldRelease;
import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.environment.VersionTookOver;
import dev.releaseledger.events.incident.LogEntryWritten;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.policy.PolicyBook;
import dev.releaseledger.events.policy.PolicyVersionPublished;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.StageApproved;
import dev.releaseledger.events.release.rule.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is done to a ledger, and what the auditor says of it. */
class VerifyTest {
    private final NoteSigner key = Export.key();

    @TempDir
    private Path directory;

    private Run verify(Path file, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("verify", file.toString(), "--key", key.verifierKey().format()));
        arguments.addAll(List.of(more));
        return Export.run(arguments.toArray(String[]::new));
    }

    private Export told() {
        return Export.of(key, VerifyTest::tell);
    }

    private static void tell(ToldLedger ledger) {
        ToldRelease first = new ToldRelease(ledger, "checkout", "2.5.0").changes(3);
        first.refused("ApproveStage", PAULA, first.approval(Stage.PRODUCTION));
        ToldRelease second = new ToldRelease(ledger, "search", "1.0.0").changes(1);
        second.refused("ApproveStage", DINA, second.approval(Stage.QA));
        first.approvedUpTo(Stage.POST_RELEASE);
        second.approvedUpTo(Stage.STAGING);
    }

    @Nested
    class ALedgerThatNobodyTouched {
        @Test
        void holdsWithEveryDecisionMadeAgain() throws IOException {
            Export export = told();

            Run run = verify(export.in(directory), "--json");

            assertThat(run.code()).as(run.out()).isZero();
            JsonNode result = EntryJson.mapper().readTree(run.out());
            assertThat(result.path("holds").booleanValue()).isTrue();
            assertThat(result.path("entries").intValue())
                    .isEqualTo(export.entries().size());
            assertThat(result.path("covered").intValue())
                    .isEqualTo(export.entries().size());
            assertThat(result.at("/decidedAgain/approvals").intValue()).isEqualTo(8);
            assertThat(result.at("/decidedAgain/refusals").intValue()).isEqualTo(2);
            assertThat(result.path("notDecidedAgain").size()).isZero();
            assertThat(result.path("faults").size()).isZero();
        }

        @Test
        void holdsByItsHashesAlone() throws IOException {
            Run run = verify(told().in(directory), "--hashes");

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(run.out()).startsWith("holds: ").doesNotContain("decided again");
        }

        @Test
        void holdsCompressed() throws IOException {
            assertThat(verify(told().zippedIn(directory)).code()).isZero();
        }

        @Test
        void holdsUnderAnOlderCheckpointToo() throws IOException {
            Export export = told();
            Path kept = Files.writeString(directory.resolve("kept"), export.checkpoint());
            export.and(ledger -> new ToldRelease(ledger, "search", "1.1.0"));

            Run run = verify(export.in(directory), "--checkpoint", kept.toString());

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(run.out()).contains("under 2 checkpoints");
        }

        @Test
        void doesNotHoldWithoutACheckpoint() throws IOException {
            Path file = told().in(directory);
            Files.delete(directory.resolve("export.ndjson.checkpoint"));

            assertThat(verify(file).out()).startsWith("no-checkpoint: ");
        }

        @Test
        void isNotJudgedWhereItIsNotThere() {
            Run run = verify(directory.resolve("none"));

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("there is no file ");
        }

        @Test
        void isNotJudgedWithoutAKey() throws IOException {
            Run run = Export.run("verify", told().in(directory).toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("no key is pinned");
        }

        @Test
        void isNotVouchedForByAKeyOfAnotherLog() throws Exception {
            String foreign =
                    NoteSigner.generate("other.example/ledger").verifierKey().format();
            Path file = told().in(directory);

            Run none = Export.run("verify", file.toString(), "--key", foreign, "--origin", key.name());
            assertThat(none.code()).isEqualTo(2);
            assertThat(none.err()).contains("no key is pinned of --origin " + key.name());
            assertThat(verify(file, "--key", foreign, "--origin", key.name()).code())
                    .isZero();
        }

        @ParameterizedTest
        @CsvSource({"--key", "--keys", "--witness"})
        void isNotJudgedWhereSignaturesAreWantedAndNot(String option) throws IOException {
            Path keys = Files.writeString(
                    directory.resolve("keys"), key.verifierKey().format());

            Run run = Export.run(
                    "verify",
                    told().in(directory).toString(),
                    "--unsigned",
                    option,
                    option.equals("--keys")
                            ? keys.toString()
                            : key.verifierKey().format());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err())
                    .contains("--unsigned checks no signature: leave out --key, --keys and --witness, or it");
        }

        @Test
        void holdsUnderEveryCheckpointThatWasDeliveredToAFile() throws IOException {
            Export export = told();
            String first = export.checkpoint();
            export.and(ledger -> new ToldRelease(ledger, "search", "1.1.0"));
            Path delivered = Files.writeString(
                    directory.resolve("told.checkpoints"),
                    "# kept 2026-03-02T09:00:00Z\n" + first + "\n# kept 2026-03-02T10:00:00Z\nledger.exa\n"
                            + "# kept 2026-03-02T10:00:07Z\n" + export.checkpoint() + "\n");

            Run run = verify(export.in(directory), "--checkpoint", delivered.toString());

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(run.out()).contains("under 3 checkpoints");
            assertThat(run.out()).contains("not compared: 1 checkpoints in " + delivered + " end too soon");
        }

        @Test
        void doesNotHoldUnderADeliveredCheckpointThatWasDamaged() throws IOException {
            Export export = told();
            Path delivered = Files.writeString(
                    directory.resolve("told.checkpoints"),
                    "# kept 2026-03-02T09:00:00Z\n" + export.checkpoint().replaceFirst("\n[0-9]", "\nx")
                            + "\n# kept 2026-03-02T10:00:00Z\n" + export.checkpoint() + "\n");

            Run run = verify(export.in(directory), "--checkpoint", delivered.toString());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("checkpoint: expected a checkpoint of ", " in " + delivered);
        }

        @Test
        void saysSoWhereNoSignatureIsWanted() throws IOException {
            Run run = Export.run("verify", told().in(directory).toString(), "--unsigned");

            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("whose signatures nobody checked");
        }
    }

    @Nested
    class ATamperedLedger {
        @ParameterizedTest
        @CsvSource({"--hashes", "--all"})
        void tellsThatABitWasFlippedBehindTheLastCheckpointThatAgrees(String how) throws IOException {
            Export export = told();
            Path kept = Files.writeString(directory.resolve("kept"), export.checkpoint());
            int agreed = export.entries().size();
            export.and(ledger -> new ToldRelease(ledger, "search", "1.1.0").changes(2))
                    .with(agreed, "Pay later", "Pay lates");

            Run run = verify(export.in(directory), how, "--checkpoint", kept.toString());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).startsWith("position " + agreed + ": root: expected root ");
        }

        @ParameterizedTest
        @CsvSource({"true", "false"})
        void namesTheEntryThatIsMissing(boolean hashes) throws IOException {
            Export export = told();
            export.entries().remove(17);

            assertThat(first(export, hashes))
                    .isEqualTo("position 17: position: expected the entry of position 17, got that of position 18");
        }

        @ParameterizedTest
        @CsvSource({"true", "false"})
        void namesTheEntryThatIsThereTwice(boolean hashes) throws IOException {
            Export export = told();
            export.entries().add(17, export.entries().get(17));

            assertThat(first(export, hashes))
                    .isEqualTo("position 18: position: expected the entry of position 18, got that of position 17");
        }

        @ParameterizedTest
        @CsvSource({"true", "false"})
        void namesTheEntriesThatChangedPlaces(boolean hashes) throws IOException {
            Export export = told();
            Collections.swap(export.entries(), 17, 18);

            assertThat(first(export, hashes))
                    .isEqualTo("position 17: position: expected the entry of position 17, got that of position 18");
        }

        @Test
        void namesWhereItWasCutOff() throws IOException {
            Export export = told();
            int whole = export.entries().size();
            export.entries().removeLast();

            assertThat(first(export, true))
                    .startsWith("position " + (whole - 1) + ": size: expected " + whole + " entries")
                    .endsWith("got " + (whole - 1) + " entries");
        }

        @Test
        void namesTheEntryThatWasCutOff() throws IOException {
            Path file = told().in(directory);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));

            assertThat(verify(file).out()).contains("envelope: expected an entry, got these bytes are not an entry");
        }

        @Test
        void namesTheEntryThatWasPutInWithEveryPositionBehindItRaised() throws IOException {
            Export forged = told();
            Export other = Export.of(key, ledger -> {
                ToldRelease early = new ToldRelease(ledger, "checkout", "2.5.0").changes(2);
                early.changes(1);
            });
            forged.entries().add(3, other.entries().get(3));
            for (int i = forged.entries().size() - 1; i > 3; i--) {
                forged.with(i, "\"position\":" + (i - 1) + ",", "\"position\":" + i + ",");
            }

            assertThat(first(forged, false)).startsWith("position 3: accepted-against-the-rules: ");
            assertThat(verify(forged.in(directory), "--hashes").out()).startsWith("root: ");
        }

        @ParameterizedTest
        @CsvSource({"'\"position\" :777,'", "'\"x\":{\"position\":5},\"position\":777,'"})
        void namesTheEntryThatClaimsAnotherPosition_howeverItIsWritten(String other) throws IOException {
            Export export = told().with(5, "\"position\":5,", other);

            assertThat(first(export, false))
                    .isEqualTo("position 5: position: expected the entry of position 5, got that of 777");
        }

        @Test
        void namesTheEntryThatIsNotUtf8() throws IOException {
            Export export = told();
            export.entries().set(5, new String(export.entries().get(5), UTF_8).getBytes(UTF_16BE));

            assertThat(first(export, false))
                    .startsWith("position 5: envelope: expected an entry, got these bytes are not an entry: they hold");
        }

        @ParameterizedTest
        @CsvSource({"--hashes", "--all"})
        void isToldOfThoughTheRestCannotBeRead(String how) throws IOException {
            Export export = told();
            Path kept = Files.writeString(directory.resolve("kept"), export.checkpoint());
            Path file = export.with(1, "pay later", "pay lates")
                    .and(ledger -> new ToldRelease(ledger, "search", "1.1.0").changes(400))
                    .zippedIn(directory);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));

            Run run = verify(file, how, "--checkpoint", kept.toString());

            assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
            assertThat(run.out()).contains("root: expected root ", "and then it could not be read: ");
        }

        @Test
        void cannotSpeakForTheAuditor() throws IOException {
            Export export =
                    told().with(5, "\"type\":\"", "\"type\":\"x\\nholds: everything\\u001b[2J\\u009b\\u202e\\u2028");

            assertThat(first(export, false))
                    .contains("got x\\u000aholds: everything\\u001b[2J\\u009b\\u202e\\u2028dev.releaseledger.");
        }

        @Test
        void namesTheEntryThatWasDecidedAfterItWasRecorded() throws IOException {
            Export export =
                    told().with(5, "\"decidedat\":\"2026-03-02T08:00:05Z\"", "\"decidedat\":\"2026-03-02T08:00:08Z\"");

            assertThat(first(export, false))
                    .isEqualTo("position 5: time: expected decided at 2026-03-02T08:00:05Z, when it was recorded, or"
                            + " before, got at 2026-03-02T08:00:08Z");
        }

        @Test
        void namesTheEntryOfAnotherLedger() throws IOException {
            Export export = told().with(5, Export.ORIGIN, "ledger.example/othr");

            assertThat(first(export, false))
                    .isEqualTo("position 5: origin: expected source /release-ledger/ledger.example/told, got"
                            + " /release-ledger/ledger.example/othr");
        }

        @Test
        void namesTheEntryThatWasRecordedTooEarly() throws IOException {
            Export export = told().with(5, "\"time\":\"2026-03-02T08:00:05Z\"", "\"time\":\"2026-03-02T07:00:05Z\"");

            assertThat(first(export, false))
                    .isEqualTo("position 5: time: expected recorded at 2026-03-02T08:00:04Z or later, got at"
                            + " 2026-03-02T07:00:05Z");
        }

        @Test
        void namesTheGapInAStream() throws IOException {
            Export export = told().with(2, "\"sequence\":2", "\"sequence\":3");

            assertThat(first(export, false)).startsWith("position 2: sequence: expected sequence 2 of release/");
        }

        @Test
        void namesTheDataThatFitsNoSchema() throws IOException {
            Export export = told().with(1, "\"category\":\"FEATURE\"", "\"category\":\"FEATURES\"");

            assertThat(first(export, false))
                    .startsWith("position 1: schema: expected data of https://releaseledger.dev/schemas/release/")
                    .contains("data/category is none of [");
        }

        @Test
        void namesTheEntryWithoutAnActor() throws IOException {
            Export export = told().with(1, "\"actor\":", "\"actors\":");

            assertThat(first(export, false)).contains("position 1: envelope: ", "attribute actor is missing");
        }

        @Test
        void listsAsManyFaultsAsAreWanted() throws IOException {
            Export export = told().with(5, Export.ORIGIN, "other").with(7, Export.ORIGIN, "other");

            JsonNode result = EntryJson.mapper()
                    .readTree(verify(export.in(directory), "--all", "--json").out());

            assertThat(result.path("faults").values().stream()
                            .map(fault -> fault.path("position").asString("") + " "
                                    + fault.path("kind").asString()))
                    .containsExactly("5 origin", "7 origin", " root");
        }

        private String first(Export export, boolean hashes) throws IOException {
            Run run = hashes ? verify(export.in(directory), "--hashes") : verify(export.in(directory));
            assertThat(run.code()).as(run.out()).isEqualTo(1);
            return run.out().lines().findFirst().orElseThrow();
        }
    }

    @Nested
    class EntriesThatNobodySigned {
        @ParameterizedTest
        @CsvSource({"--hashes", "--all"})
        void areNamedBehindTheCheckpointOfAnExport(String how) throws IOException {
            Export export = told();
            int signed = export.entries().size();
            String checkpoint = export.checkpoint();
            Path file = export.and(ledger -> new ToldRelease(ledger, "search", "1.1.0"))
                    .in(directory);
            Files.writeString(directory.resolve("export.ndjson.checkpoint"), checkpoint);

            Run run = verify(file, how);

            assertThat(run.code()).as(run.out()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith("position " + signed + ": entries: expected no more than the " + signed + " entries of")
                    .contains("NOT COVERED: positions " + signed + " to " + signed);
        }

        @Test
        void passAtTheEndOfALogWhereThatIsAskedFor() {
            SmallLedger ledger = new SmallLedger().grow(20);
            try (LogServer server = new LogServer(ledger)) {
                server.alter(
                        "checkpoint", whole -> ledger.checkpoint(17).format().getBytes(UTF_8));
                String[] strictly = {"verify", "--hashes", server.entries(), "--key", ledger.key()};

                Run strict = Export.run(strictly);
                Run tail = Export.run(
                        Stream.concat(Stream.of(strictly), Stream.of("--tail")).toArray(String[]::new));

                assertThat(strict.code()).as(strict.out() + strict.err()).isEqualTo(1);
                assertThat(strict.out()).startsWith("position 17: entries: ");
                assertThat(tail.code()).as(tail.out() + tail.err()).isZero();
                assertThat(tail.out()).contains("NOT COVERED: positions 17 to 19, which no checkpoint");
            }
        }

        @Test
        void doNotPassAtTheEndOfAnExport_whateverIsAskedFor() throws IOException {
            Run run = verify(told().in(directory), "--tail");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--tail is for what grows while it is read");
        }
    }

    @Nested
    class AnEventInTheStreamOfAnother {
        @Test
        void isFoundWhereAPolicyIsOfAnotherProduct() throws IOException {
            Export export = Export.of(
                    key,
                    ledger -> ledger.say(
                            "policy/search",
                            PolicyVersionPublished.of("checkout", PolicyBook.defaultPolicy(), null),
                            ADA));

            assertThat(verify(export.in(directory)).out())
                    .startsWith("position 0: stream: expected an event that belongs to policy/search, got"
                            + " dev.releaseledger.policy.version-published.v1");
        }

        @Test
        void isFoundWhereARefusalIsAboutSomethingElse() throws IOException {
            Export export = told();
            UUID other = new UUID(0x0195_0000_0000_7000L, 0x8000_0000_0000_0000L);
            String first =
                    new String(export.entries().getFirst(), UTF_8).replaceFirst(".*\"subject\":\"([^\"]*).*", "$1");
            export.with(4, "\"subject\":\"refusal/" + first, "\"subject\":\"refusal/release/" + other);

            assertThat(verify(export.in(directory), "--all").out())
                    .contains("position 4: stream: expected an event that belongs to refusal/release/" + other);
        }

        @ParameterizedTest
        @CsvSource({"release/foo", "release/0195-0-7000-8000-1", "incident/x", "release/"})
        void isFoundWhereTheStreamHasNoIdForAName(String stream) throws IOException {
            Export export = Export.of(key, ledger -> {
                Event event = stream.startsWith("release")
                        ? ToldRelease.plan("checkout", "2.5.0")
                        : new LogEntryWritten(new UUID(1, 2), "it is down", null, null, List.of());
                ledger.say(stream, event, ROSA);
            });

            assertThat(verify(export.in(directory)).out())
                    .startsWith("position 0: stream: expected an event that belongs to " + stream);
        }

        @Test
        void isFoundWhereARefusalAsksForWhatItsSubjectCannotBe() throws IOException {
            Export export = Export.of(
                    key,
                    ledger -> ledger.refuse(
                            "OpenIncident",
                            "incident/x",
                            1,
                            List.of(new Violation("ActorMayRunIncidents", Violation.Kind.CONFLICT, "no right")),
                            new LogEntryWritten(new UUID(1, 2), "it is down", null, null, List.of()),
                            ROSA));

            assertThat(verify(export.in(directory)).out())
                    .startsWith("position 0: stream: expected a refusal of an event that belongs to incident/x");
        }
    }

    @Nested
    class AnotherHistory {
        @Test
        void isAForkWhereOneOfTheDeliveredCheckpointsIsOfAnother() throws IOException {
            Export other = Export.of(key, ledger -> new ToldRelease(ledger, "checkout", "2.4.0").changes(7));
            Export export = told();
            Path delivered = Files.writeString(
                    directory.resolve("told.checkpoints"),
                    "# kept 2026-03-02T09:00:00Z\n" + other.checkpoint() + "\n# kept 2026-03-02T10:00:00Z\n"
                            + export.checkpoint() + "\n");

            assertThat(verify(export.in(directory), "--checkpoint", delivered.toString())
                            .out())
                    .startsWith("fork: expected root ");
        }

        @Test
        void isAForkWhereAnOlderCheckpointWasKept() throws IOException {
            Path kept = Files.writeString(
                    directory.resolve("kept"),
                    Export.of(key, ledger -> new ToldRelease(ledger, "checkout", "2.4.0").changes(7))
                            .checkpoint());

            Run run = verify(told().in(directory), "--checkpoint", kept.toString());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).startsWith("fork: expected root ").contains("two histories were signed");
        }

        @Test
        void isNotBelievedWhereAnotherKeySignedIt() throws IOException {
            Export other = Export.of(Export.key(), VerifyTest::tell);

            Run run = verify(other.in(directory));

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).startsWith("checkpoint: ").contains("none of them pinned");
        }

        @ParameterizedTest
        @CsvSource({
            "'\n\n', '\n', NO_BLANK_LINE",
            "'told\n', 'told\nx\n', MISSING_LINE|NUMBER",
            "'— ', '-- ', SIGNATURE_LINE",
        })
        void isNotReadFromACheckpointThatIsNone(String old, String other, String fault) throws IOException {
            Path file = told().in(directory);
            Path checkpoint = directory.resolve("export.ndjson.checkpoint");
            Files.writeString(checkpoint, Files.readString(checkpoint).replace(old, other));

            Run run = verify(file);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).startsWith("checkpoint: ");
            if (!fault.contains("|")) {
                assertThat(run.out()).contains(fault);
            }
        }

        @Test
        void isNotSignedByChangingTheRoot() throws IOException {
            Path file = told().in(directory);
            Path checkpoint = directory.resolve("export.ndjson.checkpoint");
            List<String> lines = new ArrayList<>(Files.readAllLines(checkpoint));
            lines.set(1, "12");
            Files.writeString(checkpoint, String.join("\n", lines) + "\n");

            assertThat(verify(file).out()).startsWith("checkpoint: ").contains("is not over this text");
        }
    }

    @Nested
    class ADecisionAgainstTheRules {
        @Test
        void isFoundThoughEveryHashIsRight() throws IOException {
            Export export = Export.of(key, ledger -> {
                ToldRelease release = new ToldRelease(ledger, "checkout", "2.5.0").changes(1);
                release.say(
                        ROSA,
                        new StageApproved(
                                Stage.DEVELOPMENT,
                                release.approval(Stage.DEVELOPMENT).contentDigest(),
                                null));
            });

            Run run = verify(export.in(directory));

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith("position 2: accepted-against-the-rules: expected a refusal of StageApproved by"
                            + " [EveryCriterionIsShown], got accepted, although EveryCriterionIsShown: ");
            assertThat(verify(export.in(directory), "--hashes").code()).isZero();
        }

        @Test
        void isFoundInARefusalThatHadToBeAnAcceptance() throws IOException {
            Export export = Export.of(key, ledger -> {
                ToldRelease release = new ToldRelease(ledger, "checkout", "2.5.0").ready(Stage.DEVELOPMENT);
                ledger.refuse(
                        "ApproveStage",
                        release.stream(),
                        1,
                        List.of(new Violation(
                                "EveryCriterionIsShown", Violation.Kind.CONFLICT, "unit-tests is not shown")),
                        release.approval(Stage.DEVELOPMENT),
                        ROSA);
            });

            assertThat(verify(export.in(directory)).out())
                    .startsWith("position 4: refused-without-a-rule: expected acceptance: no rule is violated, got"
                            + " refused by [EveryCriterionIsShown]");
        }

        @Test
        void isFoundInARefusalThatNamesNoRule() throws IOException {
            Export export = Export.of(key, ledger -> {
                ToldRelease release = new ToldRelease(ledger, "checkout", "2.5.0").ready(Stage.DEVELOPMENT);
                ledger.refuse(
                        "ApproveStage", release.stream(), 1, List.of(), release.approval(Stage.DEVELOPMENT), ROSA);
            });

            assertThat(verify(export.in(directory)).out())
                    .contains("position 4: refused-without-a-rule: expected a refusal by the rules that are violated");
        }

        @Test
        void isFoundInARefusalForAnotherReason() throws IOException {
            Export export = Export.of(key, ledger -> {
                ToldRelease release = new ToldRelease(ledger, "checkout", "2.5.0").ready(Stage.DEVELOPMENT);
                ledger.refuse(
                        "ApproveStage",
                        release.stream(),
                        1,
                        List.of(new Violation("ApproverIsNotTheAuthor", Violation.Kind.CONFLICT, "an author")),
                        release.approval(Stage.DEVELOPMENT),
                        QUENTIN);
            });

            assertThat(verify(export.in(directory)).out())
                    .startsWith("position 4: refused-by-other-rules: expected a refusal by [ActorHasTheRight], got"
                            + " refused by [ApproverIsNotTheAuthor]");
        }

        @Test
        void isFoundInARefusalByAnotherPolicyVersion() throws IOException {
            Export export = told().with(4, "\"policyVersion\":1", "\"policyVersion\":2");

            assertThat(verify(export.in(directory)).out())
                    .startsWith("position 4: policy-version: expected policy version 1, got version 2");
        }

        @Test
        void isFoundInAVersionThatIsPlannedTwice() throws IOException {
            Export export = Export.of(key, ledger -> {
                new ToldRelease(ledger, "checkout", "2.5.0");
                ledger.say("release/0195ffff-0000-7000-8000-000000000000", ToldRelease.plan("checkout", "2.5.0"), ROSA);
            });

            assertThat(verify(export.in(directory)).out())
                    .startsWith("position 1: accepted-against-the-rules: expected nobody else to have"
                            + " version:checkout/2.5.0, got release/");
        }

        @Test
        void isFoundWhereTheLedgerEndsBeforeAnEnvironmentIsToldWhatAReleaseDid() throws IOException {
            Export export = Export.of(key, ledger -> {
                ToldRelease release = new ToldRelease(ledger, "checkout", "2.5.0");
                release.approvedUpTo(Stage.POST_RELEASE);
            });
            int effect = 0;
            while (!new String(export.entries().get(effect), UTF_8).contains("\"subject\":\"environment/")) {
                effect++;
            }
            List<byte[]> cut = List.copyOf(export.entries().subList(0, effect));
            Path file = Files.write(directory.resolve("cut"), Export.lines(cut));
            Files.writeString(
                    directory.resolve("cut.checkpoint"),
                    new Checkpoint(
                                    Export.ORIGIN,
                                    effect,
                                    Frontier.EMPTY
                                            .appendAll(
                                                    cut.stream().map(Hash::leaf).toList())
                                            .root())
                            .sign(key)
                            .format());

            assertThat(verify(file).out())
                    .startsWith("position " + effect + ": entries: expected Effect")
                    .contains("got the end of the entries");
            assertThat(verify(file, "--hashes").code()).isZero();
        }

        @Test
        void isFoundWhereAnEnvironmentIsToldWhatNoReleaseDid() throws IOException {
            RunningVersion running = new RunningVersion(new UUID(1, 2), new UUID(1, 3), "2.4.0", null);
            Export alone = Export.of(
                    key, ledger -> ledger.say("environment/checkout/production", new VersionTookOver(running), DINA));

            assertThat(verify(alone.in(directory)).out())
                    .startsWith("position 0: history: expected nothing: no event of a release leads to it");
        }
    }
}
