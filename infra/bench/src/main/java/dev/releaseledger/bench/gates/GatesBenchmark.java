package dev.releaseledger.bench.gates;

import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Load;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.release.LiveApprovalEvent;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.gate.Approvers;
import dev.releaseledger.events.release.gate.Gate;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** How long it takes to say of every gate of a large release what it waits for, in process and on one thread. */
public final class GatesBenchmark {
    private static final int CHANGES = 500;
    private static final double WANTED_MILLIS = 2;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final UUID SOMEBODY_ELSE = new UUID(7, 6);

    private GatesBenchmark() {}

    public static Report run(Settings settings) throws Exception {
        ReleaseUnderWay story = ReleaseUnderWay.of(CHANGES);
        List<Figure> figures = Rounds.of(
                settings,
                List.of(
                        contender("all gates of the release", story, release -> evaluate(release, story)),
                        contender("an approval that is refused", story, release -> refuse(release, story))));
        Double p50 = figures.getFirst().p50Millis();
        return new Report(
                "gates",
                "How long does it take to say what each gate of a large release waits for?",
                "In process, one thread: what `GET /v1/releases/{id}/gates` computes of a release with " + CHANGES
                        + " changes under a policy with 30 criteria and 30 checklist items; " + settings.words() + ".",
                Machine.here(),
                Instant.now(),
                figures,
                List.of(Target.atMost(
                        "all gates of the release, p50 in ms", WANTED_MILLIS, p50 == null ? Double.NaN : p50)),
                List.of(
                        "The release is read from its history anew before each, untimed, so that nothing of it is known yet.",
                        "Two of the five gates are open, one has one of its two approvals, and what it showed has expired"
                                + " in part; of what the others wait for some is shown, some waived, some failed, most open.",
                        "The refused approval is that of the gate whose turn it is: proposed for the content that is there,"
                                + " then judged by every rule."));
    }

    /** Each time of the release as it is read from its history; the reading is not timed. */
    private static Contender contender(String name, ReleaseUnderWay story, Consumer<Release> work) {
        return Contender.of(name, duration -> {
            Histogram latencies = Load.newHistogram();
            long deadline = System.nanoTime() + duration.toNanos();
            long worked = 0;
            while (System.nanoTime() < deadline) {
                Release release = story.read();
                long before = System.nanoTime();
                work.accept(release);
                long took = System.nanoTime() - before;
                latencies.recordValue(took);
                worked += took;
            }
            return Load.measured(latencies, worked / NANOS_PER_SECOND);
        });
    }

    private static void evaluate(Release release, ReleaseUnderWay story) {
        List<Gate> gates = Gate.of(release, story.policy(), story.now());
        if (gates.getLast().refusal().isEmpty()) {
            throw new IllegalStateException("a gate that waits for much refuses nothing: " + gates.getLast());
        }
    }

    private static void refuse(Release release, ReleaseUnderWay story) {
        LiveApprovalEvent approval = Approvers.approval(SOMEBODY_ELSE, release, Stage.STAGING, story.policy(), null);
        Attribution by = new Attribution(SOMEBODY_ELSE, Set.of(Role.PRODUCT_OWNER), story.now(), null);
        if (ReleaseRules.judge(release, approval, by, story.policy(), Surroundings.NONE)
                .isEmpty()) {
            throw new IllegalStateException("the approval is not refused");
        }
    }
}
