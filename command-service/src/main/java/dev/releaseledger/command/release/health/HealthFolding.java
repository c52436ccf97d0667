package dev.releaseledger.command.release.health;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.append.Answer;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.desk.CommandDesk;
import dev.releaseledger.command.desk.Reply;
import dev.releaseledger.command.desk.StreamStates;
import dev.releaseledger.command.environment.There;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.environment.EnvironmentEvent;
import dev.releaseledger.events.environment.EnvironmentState;
import dev.releaseledger.events.policy.Policies;
import dev.releaseledger.events.policy.ReleasePolicy;
import dev.releaseledger.events.release.Deployment;
import dev.releaseledger.events.release.HealthReport;
import dev.releaseledger.events.release.HealthReported;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.ReleaseEvent;
import dev.releaseledger.events.release.ReleaseState;
import dev.releaseledger.events.release.rule.ReleaseRules;
import dev.releaseledger.events.release.rule.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gathers health reports, so that hundreds of them a minute are a few entries. Reports of one deployment by one actor that
 * come within the policy's fold time become one entry. It is recorded at once where it matters: when the verdict changes, a
 * trigger fires or a rollback is found to have helped, when the last fold is older than the fold time, and when a fold is full.
 * Whoever tells something is answered when it is recorded. May be used by many threads; a caller that waits is on a virtual one.
 */
public final class HealthFolding implements SmartLifecycle {
    /** So many reports of one deployment may wait. */
    static final int MOST_OF_A_DEPLOYMENT = 1_000;

    /** So many reports may wait in all. */
    static final int MOST_IN_ALL = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(HealthFolding.class);
    private static final Duration LONGEST_FOLD = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LAST_FOLDS = Duration.ofSeconds(15);
    private static final int BUSY = 503;

    private final CommandDesk desk;
    private final StreamStates<ReleaseState> releases;
    private final StreamStates<EnvironmentState> environments;
    private final Policies policies;
    private final InstantSource clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private final Map<FoldQueue.Key, FoldQueue> queues = new HashMap<>();
    private final Map<UUID, Integer> waiting = new HashMap<>();
    private int waitingInAll;
    private boolean closing;
    private @Nullable ScheduledExecutorService looks;

    public HealthFolding(
            CommandDesk desk,
            StreamStates<ReleaseState> releases,
            StreamStates<EnvironmentState> environments,
            Policies policies,
            InstantSource clock) {
        this.desk = desk;
        this.releases = releases;
        this.environments = environments;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Tells reports and waits until they are recorded or refused.
     *
     * @return the answer; a refusal is an answer, and is on record
     * @throws LedgerUnavailable when nothing can be recorded now
     * @throws RequestRejected when too many wait, or the request ends without anything that the ledger should keep
     */
    public Answer take(ToldHealth told) {
        return answer(add(told));
    }

    /** Waits for an answer; throws as {@link #take} does. */
    public static Answer answer(CompletableFuture<Answer> pending) {
        try {
            return pending.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw e;
        }
    }

    /**
     * Tells reports without waiting for the entry that they are part of.
     *
     * @return the answer, once there is one
     * @throws LedgerUnavailable when the release cannot be read now
     * @throws RequestRejected when too many wait
     */
    public CompletableFuture<Answer> add(ToldHealth told) {
        ReleaseState state = releases.of(ReleaseEvent.stream(told.releaseId())).state();
        FoldQueue.Waiting one = new FoldQueue.Waiting(told, new CompletableFuture<>());
        if (told.asked().ifMatch() == null
                && state instanceof Release release
                && release.deployments().containsKey(told.deploymentId())) {
            queue(one, release);
        } else {
            // Of what is not known here, and on a condition, it is decided by itself.
            alone(one);
        }
        return one.answer();
    }

    private void queue(FoldQueue.Waiting one, Release release) {
        ToldHealth told = one.told();
        FoldQueue.Key key = new FoldQueue.Key(
                told.releaseId(),
                told.deploymentId(),
                told.asked().actor(),
                told.asked().grants().forProduct(release.plan().product()),
                told.tellsOnce());
        Duration foldTime = foldTime(policyOf(release));
        lock.lock();
        try {
            count(told);
            FoldQueue queue = queues.computeIfAbsent(key, missing -> new FoldQueue(missing, foldTime));
            queue.add(one, foldTime);
            lookAfter(queue);
        } finally {
            lock.unlock();
        }
    }

    private void count(ToldHealth told) {
        int reports = told.reports().size();
        int ofDeployment = waiting.getOrDefault(told.deploymentId(), 0) + reports;
        if (ofDeployment > MOST_OF_A_DEPLOYMENT || waitingInAll + reports > MOST_IN_ALL) {
            throw new RequestRejected(
                    Problem.of(BUSY, "busy", "Too busy", "too many health reports wait to be recorded; try again"));
        }
        waiting.put(told.deploymentId(), ofDeployment);
        waitingInAll += reports;
    }

    /** Under the lock: has the queue looked after, unless it is already. */
    private void lookAfter(FoldQueue queue) {
        if (!queue.isBusy()) {
            queue.busy(true);
            Thread ignored = Thread.ofVirtual().name("health-fold").start(() -> work(queue));
        }
    }

    /** Records one fold after the other, as long as one is due. */
    private void work(FoldQueue queue) {
        List<FoldQueue.Waiting> fold;
        do {
            try {
                ReleaseState state = releases.of(ReleaseEvent.stream(queue.key().releaseId()))
                        .state();
                fold = next(queue, state);
            } catch (RuntimeException e) {
                giveUp(queue, e);
                return;
            }
            record(fold);
        } while (!fold.isEmpty());
    }

    private List<FoldQueue.Waiting> next(FoldQueue queue, ReleaseState state) {
        Instant now = clock.instant();
        lock.lock();
        try {
            boolean due = !queue.isEmpty()
                    && (closing || queue.isPressing() || queue.isTimeOver(now) || matters(queue, state, now));
            if (!due) {
                queue.busy(false);
                return List.of();
            }
            return queue.fold(now);
        } finally {
            lock.unlock();
        }
    }

    /** Whether what waits says more than that it goes on as before, or repeats what can be answered now. */
    private boolean matters(FoldQueue queue, ReleaseState state, Instant now) {
        FoldQueue.Key key = queue.key();
        if (!(state instanceof Release release)
                || !(release.deployments().get(key.deploymentId()) instanceof Deployment deployment)) {
            return true;
        }
        List<HealthReport> reports = queue.reports();
        if (reports.stream().anyMatch(report -> deployment.health().reports().containsKey(report.id()))) {
            return true;
        }
        List<ReleaseEvent> events = command(key, reports)
                .proposes(release, new Attribution(key.actor(), key.roles(), now, null), policyOf(release));
        return events.size() > 1
                || !(events.getFirst() instanceof HealthReported reported)
                || reported.verdict() != deployment.health().verdict();
    }

    private void record(List<FoldQueue.Waiting> fold) {
        try {
            if (fold.size() == 1) {
                alone(fold.getFirst());
            } else if (!fold.isEmpty()) {
                together(fold);
            }
        } finally {
            done(fold);
        }
    }

    private void together(List<FoldQueue.Waiting> fold) {
        List<FoldQueue.Waiting> news = new ArrayList<>();
        List<FoldQueue.Waiting> repeats = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (FoldQueue.Waiting one : fold) {
            String key = one.told().asked().idempotencyKey();
            if (key != null && !keys.add(key)) {
                repeats.add(one);
            } else if (key == null || isNew(one)) {
                news.add(one);
            }
        }
        if (news.size() == 1) {
            alone(news.getFirst());
        } else if (!news.isEmpty()) {
            asOneEntry(news);
        }
        repeats.forEach(this::alone);
    }

    /** Whether the request was not answered before; it is answered the same now where it was. */
    private boolean isNew(FoldQueue.Waiting one) {
        try {
            Optional<Answer> before = desk.answeredBefore(one.told().asked());
            before.ifPresent(one.answer()::complete);
            return before.isEmpty();
        } catch (RuntimeException e) {
            one.answer().completeExceptionally(e);
            return false;
        }
    }

    private void asOneEntry(List<FoldQueue.Waiting> fold) {
        ToldHealth first = fold.getFirst().told();
        List<HealthReport> reports =
                fold.stream().flatMap(one -> one.told().reports().stream()).toList();
        ReportHealth command = new ReportHealth(
                first.releaseId(), first.deploymentId(), reports, first.tellsOnce(), ids.generate(), There.NOTHING);
        Asked asked = together(first.asked());
        try {
            Answer answer = isAllowed(command, asked) ? desk.take(asked, command, reply(first)) : null;
            // One that is refused is refused by itself, and takes none of the others with it.
            if (answer == null || answer.status() >= 400) {
                fold.forEach(this::alone);
                return;
            }
            for (FoldQueue.Waiting one : fold) {
                if (one.told().asked().idempotencyKey() == null) {
                    one.answer().complete(answer);
                } else {
                    // It is so already: what is left is the receipt under its key.
                    alone(one);
                }
            }
        } catch (RequestRejected e) {
            if (e.problem().status() == BUSY) {
                fail(fold, e);
            } else {
                fold.forEach(this::alone);
            }
        } catch (RuntimeException e) {
            fail(fold, e);
        }
    }

    /** Whether the rules let the reports be recorded, as far as this instance knows. */
    private boolean isAllowed(ReportHealth command, Asked asked) {
        if (!(releases.of(command.stream()).state() instanceof Release release)) {
            return true;
        }
        ReleasePolicy policy = policyOf(release);
        Attribution by = new Attribution(
                asked.actor(), asked.grants().forProduct(release.plan().product()), asked.at(), null);
        List<ReleaseEvent> events = command.proposes(release, by, policy);
        Surroundings around = command.environment(release)
                .map(name ->
                        environments.of(EnvironmentEvent.stream(release.plan().product(), name)))
                .map(there -> Surroundings.NONE.with(there.state()))
                .orElse(Surroundings.NONE);
        return ReleaseRules.judge(release, events.getFirst(), by, policy, around)
                .isEmpty();
    }

    private Asked together(Asked first) {
        return new Asked(
                first.actor(),
                first.grants(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                first.method(),
                first.path(),
                null,
                first.bodyDigest(),
                null,
                first.correlationId(),
                first.causationId(),
                first.traceparent());
    }

    private void alone(FoldQueue.Waiting one) {
        ToldHealth told = one.told();
        try {
            one.answer()
                    .complete(desk.take(
                            told.asked(),
                            new ReportHealth(
                                    told.releaseId(),
                                    told.deploymentId(),
                                    told.reports(),
                                    told.tellsOnce(),
                                    ids.generate(),
                                    There.NOTHING),
                            reply(told)));
        } catch (RuntimeException e) {
            one.answer().completeExceptionally(e);
        }
    }

    private ReportHealth command(FoldQueue.Key key, List<HealthReport> reports) {
        return new ReportHealth(
                key.releaseId(), key.deploymentId(), reports, key.tellsOnce(), ids.generate(), There.NOTHING);
    }

    private static Reply reply(ToldHealth told) {
        return new Reply(told.deploymentId().toString(), null);
    }

    private void giveUp(FoldQueue queue, RuntimeException why) {
        List<FoldQueue.Waiting> all;
        lock.lock();
        try {
            all = queue.everybody();
            queue.busy(false);
        } finally {
            lock.unlock();
        }
        fail(all, why);
        done(all);
    }

    private static void fail(List<FoldQueue.Waiting> fold, RuntimeException why) {
        fold.forEach(one -> one.answer().completeExceptionally(why));
    }

    private void done(List<FoldQueue.Waiting> fold) {
        lock.lock();
        try {
            for (FoldQueue.Waiting one : fold) {
                int reports = one.told().reports().size();
                waitingInAll -= reports;
                waiting.computeIfPresent(
                        one.told().deploymentId(), (id, before) -> before > reports ? before - reports : null);
            }
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private ReleasePolicy policyOf(Release release) {
        return policies.pinned(release.plan().product(), release.plan().policyVersion());
    }

    private static Duration foldTime(ReleasePolicy policy) {
        Duration fold = policy.health().fold();
        return fold.compareTo(LONGEST_FOLD) > 0 ? LONGEST_FOLD : fold;
    }

    /** Looks after the queues whose time is over, and forgets those that nobody has needed for long. */
    private void look() {
        Instant now = clock.instant();
        lock.lock();
        try {
            queues.values().removeIf(queue -> queue.isEmpty() && !queue.isBusy() && queue.isTimeOver(now));
            queues.values().stream()
                    .filter(queue -> !queue.isEmpty() && queue.isTimeOver(now))
                    .forEach(this::lookAfter);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            closing = false;
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("health-folds").factory());
            started.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
            looks = started;
        } finally {
            lock.unlock();
        }
    }

    /** Records what waits; what comes from now on waits for nothing. */
    @Override
    public void stop() {
        lock.lock();
        try {
            closing = true;
            queues.values().stream().filter(queue -> !queue.isEmpty()).forEach(this::lookAfter);
            long left = LAST_FOLDS.toNanos();
            while (waitingInAll > 0 && left > 0) {
                left = answered.awaitNanos(left);
            }
            if (waitingInAll > 0) {
                LOG.warn(
                        "{} health reports were not recorded before the end; whoever told them was not answered",
                        waitingInAll);
            }
            if (looks != null) {
                looks.shutdownNow();
                looks = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return looks != null;
        } finally {
            lock.unlock();
        }
    }
}
