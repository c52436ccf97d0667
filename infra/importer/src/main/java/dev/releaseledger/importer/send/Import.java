package dev.releaseledger.importer.send;

import dev.releaseledger.importer.history.History;
import dev.releaseledger.importer.history.Tag;
import dev.releaseledger.importer.history.Unreadable;
import dev.releaseledger.importer.mapping.Command;
import dev.releaseledger.importer.mapping.Planner;
import dev.releaseledger.importer.mapping.ReleasePlan;
import dev.releaseledger.importer.mapping.Remark;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run of an import: reads a history and sends what records it. Releases are planned in the history's order, so that
 * what a hotfix fixes is there before it; the rest of each release is sent in its own order, several releases at a time.
 * Only one release of a product is being deployed at a time, in the history's order as well: an environment takes no second
 * one, and an interrupted run leaves at most one deployment half done, which the next run comes to first.
 * A refusal stops its release and no other. No more than that many releases are held at once, however long the history.
 */
public final class Import {

    private final Outlet outlet;
    private final Observer observer;
    private final Settings settings;
    private final InstantSource clock;
    private final Tally tally = new Tally();
    private final Map<String, CountDownLatch> deploying = new HashMap<>();
    private final AtomicReference<@Nullable String> givenUp = new AtomicReference<>();

    /**
     * How an import goes about it.
     *
     * @param product the product that everything belongs to; null for the projects that the history names
     * @param parallel how many releases to send at a time
     * @param limit how many releases to send at most
     */
    public record Settings(@Nullable String product, int parallel, long limit) {

        /** The projects that the history names, eight releases at a time, all of them. */
        public static final Settings DEFAULT = new Settings(null, 8, Long.MAX_VALUE);
    }

    private Import(Outlet outlet, Observer observer, Settings settings, InstantSource clock) {
        this.outlet = outlet;
        this.observer = observer;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Records a history in the ledger behind a command service.
     *
     * @param queryService asked what became of a release whose receipts are gone
     */
    public static Summary record(
            History history,
            URI commandService,
            URI queryService,
            TokenSource tokens,
            Patience patience,
            Settings settings,
            Observer observer,
            InstantSource clock)
            throws IOException, InterruptedException {
        try (var outlet = new Outlet.ToService(new Services(commandService, queryService, tokens, patience, clock))) {
            return new Import(outlet, observer, settings, clock).run(history);
        }
    }

    /** Tells the observer what {@link #record} would send. */
    public static Summary rehearse(History history, Settings settings, Observer observer, InstantSource clock)
            throws IOException, InterruptedException {
        try (var outlet = new Outlet.ToReader(observer)) {
            // One at a time, so that what belongs together is read together.
            var oneByOne = new Settings(settings.product(), 1, settings.limit());
            return new Import(outlet, observer, oneByOne, clock).run(history);
        }
    }

    private Summary run(History history) throws IOException, InterruptedException {
        var start = clock.instant();
        var ended = false;
        try (var sending = Executors.newVirtualThreadPerTaskExecutor()) {
            var planner = new Planner(settings.product());
            var places = new Semaphore(settings.parallel());
            var releases = 0L;
            while (givenUp.get() == null && releases < settings.limit()) {
                var item = history.next();
                if (item.isEmpty()) {
                    planner.leftOver().forEach(this::skipped);
                    ended = true;
                    break;
                }
                switch (item.get()) {
                    case Unreadable unreadable -> {
                        tally.unreadable.increment();
                        observer.say(unreadable.where() + ": " + String.join("; ", unreadable.faults()));
                    }
                    case Tag tag -> {
                        var plan = planner.take(tag, this::remarked);
                        if (plan.isPresent()) {
                            releases++;
                            places.acquire();
                            begin(plan.get(), history, places, sending);
                        }
                    }
                }
            }
            ended |= releases >= settings.limit();
        }
        if (ended) {
            observer.progress(history.size(), history.size(), tally.releases.sum());
        }
        var gaveUp = givenUp.get();
        if (gaveUp != null) {
            observer.say(gaveUp);
        }
        return tally.summary(ended && gaveUp == null, Duration.between(start, clock.instant()));
    }

    /** Plans a release and has the rest of it sent by a thread of its own, unless it is there whole. */
    private void begin(ReleasePlan plan, History history, Semaphore places, Executor sending)
            throws InterruptedException {
        var read = history.read();
        var size = history.size();
        var planned = answer(plan, plan.commands().getFirst());
        if (planned.isEmpty()) {
            places.release();
            return;
        }
        if (isThereWhole(plan, planned.get())) {
            whole(plan);
            places.release();
            observer.progress(read, size, tally.releases.sum());
            return;
        }
        var deployed = new CountDownLatch(1);
        var before = deploying.put(plan.product(), deployed);
        sending.execute(() -> {
            try {
                rest(plan, before);
            } finally {
                deployed.countDown();
                places.release();
            }
            observer.progress(read, size, tally.releases.sum());
        });
    }

    private void rest(ReleasePlan plan, @Nullable CountDownLatch deployedBefore) {
        var all = plan.commands().size();
        var deployment = plan.deployment();
        try {
            if (send(plan, 1, deployment) && after(deployedBefore) && send(plan, deployment, all)) {
                whole(plan);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            givenUp.compareAndSet(null, "interrupted");
        }
    }

    private void whole(ReleasePlan plan) {
        tally.releases.increment();
        tally.commitsLeftOut.add(plan.commitsLeftOut());
        tally.textsCut.add(plan.textsCut());
    }

    /** Whether an earlier run is so long ago that its receipts are gone: what it completed would be refused now. */
    private boolean isThereWhole(ReleasePlan plan, Answer.Recorded planned) throws InterruptedException {
        if (!planned.alreadyThere() || planned.receipt()) {
            return false;
        }
        try {
            return outlet.isCompleted(plan);
        } catch (GivenUp failed) {
            givenUp.compareAndSet(null, String.valueOf(failed.getMessage()));
            return false;
        }
    }

    private static boolean after(@Nullable CountDownLatch before) throws InterruptedException {
        if (before != null) {
            before.await();
        }
        return true;
    }

    /** Sends some of a release's commands; false once one of them did not get through. */
    private boolean send(ReleasePlan plan, int from, int to) throws InterruptedException {
        for (var command : plan.commands().subList(from, to)) {
            if (answer(plan, command).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Sends a command; empty when it did not get through. */
    private Optional<Answer.Recorded> answer(ReleasePlan plan, Command command) throws InterruptedException {
        if (givenUp.get() != null) {
            return Optional.empty();
        }
        try {
            return switch (outlet.send(plan, command)) {
                case Answer.Recorded recorded -> {
                    tally.called(command, recorded.alreadyThere());
                    yield Optional.of(recorded);
                }
                case Answer.Refused refused -> {
                    tally.refused.increment();
                    observer.say("%s %s: refused at %s with %d: %s"
                            .formatted(
                                    plan.product(),
                                    plan.version(),
                                    command.step(),
                                    refused.status(),
                                    refused.reason()));
                    yield Optional.empty();
                }
            };
        } catch (GivenUp failed) {
            givenUp.compareAndSet(null, String.valueOf(failed.getMessage()));
            return Optional.empty();
        }
    }

    private void remarked(Remark remark) {
        if (remark.skips()) {
            skipped(remark);
        } else {
            observer.say(remark.toString());
        }
    }

    private void skipped(Remark remark) {
        tally.skipped.increment();
        observer.say(remark.toString());
    }
}
