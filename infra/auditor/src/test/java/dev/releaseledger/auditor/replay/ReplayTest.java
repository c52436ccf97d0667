package dev.releaseledger.auditor.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.auditor.difference.JsonPatch;
import dev.releaseledger.auditor.harness.Called;
import dev.releaseledger.auditor.harness.SmallLedger;
import dev.releaseledger.events.environment.RunningVersion;
import dev.releaseledger.events.environment.VersionTookOver;
import dev.releaseledger.events.finding.FindingSuppressed;
import dev.releaseledger.events.flag.FlagDefined;
import dev.releaseledger.events.flag.FlagValueType;
import dev.releaseledger.events.flag.FlagVariant;
import dev.releaseledger.events.freeze.FreezeDeclared;
import dev.releaseledger.events.policy.FlagType;
import dev.releaseledger.events.refusal.CommandRefused;
import dev.releaseledger.events.refusal.RefusalEvent;
import dev.releaseledger.events.refusal.RefusalsCounted;
import dev.releaseledger.events.release.ReleaseCancelled;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

class ReplayTest {
    private static final String FIRST = "release/" + SmallLedger.release(0);
    private static final String REFUSED = RefusalEvent.stream(FIRST);
    private static final UUID THING = new UUID(7, 7);

    @TempDir
    private Path folder;

    private final SmallLedger ledger = new SmallLedger();

    private Path file() {
        return ledger.export(folder.resolve("export.ndjson"));
    }

    private SmallLedger refused() {
        return ledger.say(
                REFUSED,
                new CommandRefused(
                        "CompleteRelease",
                        FIRST,
                        0,
                        1,
                        List.of(new CommandRefused.Refused("EveryGateIsOpen", "no gate is open")),
                        List.of()));
    }

    @Test
    void eachEntryIsShownWithTheStateBeforeAndAfterIt_andWhatChanged() {
        ledger.plan(0).change(0, "c1");

        Called replay = Called.with("replay", file());

        assertThat(replay.exitCode()).isZero();
        assertThat(replay.out().lines().skip(8))
                .containsExactly(
                        "",
                        "1  " + FIRST + " #1  2026-03-02T08:01:00Z",
                        "    dev.releaseledger.release.change-added.v1 by " + SmallLedger.SPEAKER
                                + " as release-manager",
                        "    {\"changeId\":\"c1\",\"category\":\"FIX\",\"summary\":\"Mend c1\",\"author\":\""
                                + SmallLedger.SPEAKER + "\",\"reviewers\":[]}",
                        "    before: Release, plan (product checkout, version 2.0.0), revision (number 0, removed false)",
                        "    after:  Release, plan (product checkout, version 2.0.0), changes c1, revision (number 1,"
                                + " lastChange c1)",
                        "      + changes.c1: {\"changeId\":\"c1\",\"category\":\"FIX\",\"summary\":\"Mend c1\",\"author\":\""
                                + SmallLedger.SPEAKER + "\",\"reviewers\":[],\"addedBy\":\"0195a1b0-0000-700…",
                        "        revision.number: 0 -> 1",
                        "      + revision.lastChange: \"c1\"",
                        "");
        assertThat(replay.err()).isEqualToIgnoringNewLines("2 entries of 1 stream replayed");
    }

    @Test
    void asNdjson_theDifferenceTurnsTheStateBeforeIntoTheStateAfter_andOneStepBeginsWhereTheLastOneEnded() {
        ledger.plan(0).change(0, "c1").change(0, "c/2").say(FIRST, new ReleaseCancelled("no longer wanted"));

        List<JsonNode> steps = Called.with("replay", "--ndjson", file()).lines();

        assertThat(steps).hasSize(4);
        JsonNode state = steps.getFirst().get("before");
        for (JsonNode step : steps) {
            assertThat(step.get("before")).isEqualTo(state);
            assertThat(JsonPatch.apply(state, step.get("diff"))).isEqualTo(step.get("after"));
            state = step.get("after");
        }
        assertThat(steps.get(3).get("position").longValue()).isEqualTo(3);
        assertThat(steps.get(3).get("sequence").longValue()).isEqualTo(3);
        assertThat(steps.get(3).get("stream").stringValue()).isEqualTo(FIRST);
        assertThat(steps.get(3).get("type").stringValue()).isEqualTo("dev.releaseledger.release.release-cancelled.v1");
        assertThat(state.at("/ending/is").stringValue()).isEqualTo("Cancelled");
    }

    @Test
    void streamsOfEveryFamilyHaveStates() {
        Instant at = SmallLedger.BEGINNING;
        ledger.plan(0);
        ledger.say("freeze/checkout", new FreezeDeclared(THING, at, at.plusSeconds(60), "sale", Set.of("production")));
        ledger.say(
                "environment/checkout/production",
                new VersionTookOver(new RunningVersion(SmallLedger.release(0), THING, "2.0.0", null)));
        ledger.say("finding/checkout", new FindingSuppressed(THING, "BigBang", FIRST, "key", "known", at));
        refused();
        ledger.say("refusal/actor/" + THING, new RefusalsCounted(THING, 12, at, at));
        ledger.say("flag/" + THING, flag());

        List<JsonNode> states = Called.with("replay", "--json", file()).lines().stream()
                .map(step -> step.get("after"))
                .toList();

        assertThat(states.get(1).at("/freezes/" + THING + "/reason").stringValue())
                .isEqualTo("sale");
        assertThat(states.get(2).at("/stays/0/running/version").stringValue()).isEqualTo("2.0.0");
        assertThat(states.get(3).at("/suppressions/" + THING + "/standing/is").stringValue())
                .isEqualTo("Holds");
        assertThat(states.get(4).at("/byRule/EveryGateIsOpen").longValue()).isEqualTo(1);
        assertThat(states.get(5).at("/counted").longValue()).isEqualTo(12);
        assertThat(states.get(6).at("/definition/event/key").stringValue()).isEqualTo("pay-later");
        assertThat(states.get(6).at("/rollout/is").stringValue()).isEqualTo("Closed");
    }

    private static FlagDefined flag() {
        return new FlagDefined(
                "pay-later",
                "checkout",
                FlagType.OPS,
                "Pay later",
                THING,
                FlagValueType.BOOLEAN,
                List.of(new FlagVariant("on", BooleanNode.TRUE), new FlagVariant("off", BooleanNode.FALSE)),
                "on",
                "off",
                "5f2c",
                null,
                1,
                null);
    }

    @Test
    void aReleaseIsReplayedWithWhatWasRefusedAboutIt_andAStreamAlone() {
        ledger.plan(0).plan(1).change(0, "c1");
        refused();

        assertThat(Called.with("replay", "--json", "--release", SmallLedger.release(0), file())
                        .lines())
                .extracting(step -> step.get("stream").stringValue())
                .containsExactly(FIRST, FIRST, REFUSED);
        assertThat(Called.with("replay", "--json", "--stream", FIRST, file()).lines())
                .hasSize(2);
        assertThat(Called.with("replay", "--stream", "release/none", file()).err())
                .contains("0 entries of 0 streams replayed", "nothing was said in release/none");
    }

    @Test
    void itGoesToAPositionOrToARecordedTime() {
        ledger.grow(10);
        Path file = file();

        assertThat(Called.with("replay", "--json", "--to", "3", file).lines()).hasSize(4);
        assertThat(Called.with("replay", "--json", "--to", "2026-03-02T08:02:59Z", file)
                        .lines())
                .hasSize(3);
        assertThat(Called.with("replay", "--json", "--to", "2026-03-02T09:02:00+01:00", file)
                        .lines())
                .hasSize(3);
    }

    @Test
    void byTheClaimedClock_whatIsClaimedOfLaterIsLeftOut_howeverEarlyItWasRecorded() {
        Instant longAgo = Instant.parse("2025-01-01T00:00:00Z");
        ledger.plan(0);
        ledger.say(FIRST, SmallLedger.change("late"), longAgo.plusSeconds(60));
        ledger.say(
                "freeze/old", new FreezeDeclared(THING, longAgo, longAgo.plusSeconds(9), "sale", Set.of("x")), longAgo);

        assertThat(Called.with("replay", "--json", "--to", "2025-01-01T00:00:00Z", "--clock", "claimed", file())
                        .lines())
                .extracting(step -> step.get("position").longValue())
                .containsExactly(2L);
    }

    @Test
    void whatThisVersionDoesNotUnderstandIsSaid_andTheRestGoesOn() {
        ledger.plan(0).change(0, "c1").change(0, "c2");
        SmallLedger later = ledger.with(
                        1,
                        ledger.text(1)
                                .replace("change-added.v1", "change-added.v9")
                                .getBytes(UTF_8))
                .raw("{}".getBytes(UTF_8))
                .raw(new byte[] {(byte) 0xff});
        Path file = later.export(folder.resolve("later.ndjson"));

        Called replay = Called.with("replay", file);

        assertThat(replay.exitCode()).isZero();
        assertThat(replay.out())
                .contains(
                        "! not understood by this version, and passed over: type"
                                + " dev.releaseledger.release.change-added.v9 is not known to this version",
                        "! incomplete: its stream was not followed from sequence 1 on",
                        "3  (stream not readable) #?  (time not readable)");
        assertThat(replay.err()).contains("not understood by this version: 3, at positions 1, 3, 4");
        assertThat(Called.with("replay", "--json", file)
                        .lines()
                        .get(2)
                        .get("incompleteSince")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void whatIsReplayedCannotSpeakForTheAuditor() {
        ledger.plan(0);
        String forged = ledger.text(0)
                .replace("\"subject\":\"", "\"subject\":\"x\\u001b[2J\\n0 entries\\u202e")
                .replace("Release 0", "\\u009b31m");
        SmallLedger other = ledger.with(0, forged.getBytes(UTF_8));

        Called replay = Called.with("replay", other.export(folder.resolve("forged.ndjson")));

        assertThat(replay.out())
                .startsWith("0  x\\u001b[2J\\u000a0 entries\\u202erelease/")
                .doesNotContain("\u001b", "\u202e", "\u009b");
    }

    @Test
    void aHistoryThatCannotBeIsSaid_andEndsWith1() {
        ledger.plan(0).plan(0);

        Called replay = Called.with("replay", file());

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.out()).contains("! cannot follow on what came before: ");
        assertThat(replay.err()).contains("cannot follow on what came before: 1, at position 1");
    }

    @Test
    void aCallThatMakesNoSenseSaysWhatWould() {
        ledger.plan(0);

        assertThat(Called.with("replay", "--to", "soon", file()))
                .returns(2, Called::exitCode)
                .satisfies(called -> assertThat(called.err())
                        .contains("neither a position (1234) nor a time (2025-03-15T10:00:00Z): soon"));
        assertThat(Called.with("replay", "--clock", "claimed", file()).err())
                .contains("--clock goes with --to and a time");
        assertThat(Called.with("replay", "--to", "3", "--clock", "claimed", file())
                        .err())
                .contains("a claimed clock goes with a time, and 3 is a position");
        assertThat(Called.with("replay", "--clock", "mine", file()).err()).contains("recorded or claimed, not mine");
        assertThat(Called.with("replay", folder.resolve("none.ndjson")))
                .returns(3, Called::exitCode)
                .satisfies(called -> assertThat(called.err()).contains("there is no file"));
    }
}
