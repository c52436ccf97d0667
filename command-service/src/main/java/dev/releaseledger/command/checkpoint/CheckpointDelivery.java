package dev.releaseledger.command.checkpoint;

import dev.releaseledger.command.append.Admission;
import dev.releaseledger.command.append.DeliveryLog;
import dev.releaseledger.command.append.DeliveryLog.Standing;
import dev.releaseledger.command.append.LedgerUnavailable;
import dev.releaseledger.events.ledger.Malformed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the newest checkpoint to each place outside, at its interval, when it has not got it yet. It goes by what was signed
 * and by what the database says was given, never by events: a replay gives nothing. An attempt that failed is made again
 * with the checkpoint that is the newest by then, which says all that the one before said.
 */
final class CheckpointDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointDelivery.class);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    /** Longer than any attempt takes: whoever has begun one and is not heard of any more has lost its turn. */
    private static final Duration LEASE = Duration.ofMinutes(6);

    private final List<Target> targets;
    private final DeliveryLog log;
    private final Admission admission;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Target, Standing> standings = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts to deliver.
     *
     * @param admission nothing is given of a ledger that may not be appended to: it may not be the one that was published
     */
    CheckpointDelivery(List<Target> targets, DeliveryLog log, Admission admission, MeterRegistry meters) {
        this.targets = List.copyOf(targets);
        this.log = log;
        this.admission = admission;
        for (Target target : this.targets) {
            Gauge.builder(
                            "release.ledger.checkpoint.delivery.behind",
                            () -> standing(target).map(Standing::behind).orElse(0L))
                    .description("entries that are signed and covered by no checkpoint that was given to this place")
                    .tag("target", target.name())
                    .register(meters);
            Gauge.builder(
                            "release.ledger.checkpoint.delivery.waiting",
                            () -> standing(target)
                                    .map(Standing::waiting)
                                    .orElse(Duration.ZERO)
                                    .toSeconds())
                    .description("for how long there has been a checkpoint that this place has not")
                    .baseUnit("seconds")
                    .tag("target", target.name())
                    .register(meters);
            threads.add(Thread.ofPlatform()
                    .name("checkpoint-delivery-" + target.name())
                    .daemon()
                    .start(() -> serve(target)));
        }
    }

    List<Target> targets() {
        return targets;
    }

    /** How a place stood when it was last looked; empty before the first checkpoint. */
    Optional<Standing> standing(Target target) {
        return Optional.ofNullable(standings.get(target));
    }

    private void serve(Target target) {
        try {
            Duration rest;
            do {
                rest = deliver(target);
            } while (!closed.await(rest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("no more checkpoints are given to the {}", target.name(), e);
        }
    }

    /** @return how long to leave it alone */
    private Duration deliver(Target target) {
        if (admission.obstacle().isPresent()) {
            return LOOK_AROUND;
        }
        try {
            Optional<Standing> looked = log.look(target.place());
            if (looked.isEmpty()) {
                return LOOK_AROUND;
            }
            Standing standing = looked.get();
            standings.put(target, standing);
            if (standing.isDue() && standing.behind() > 0) {
                return give(target, Kept.read(standing.note()));
            }
            if (standing.size() > 0 && target.lacks(standing.size())) {
                return giveAgain(target, standing);
            }
        } catch (LedgerUnavailable e) {
            LOG.debug("the database does not answer: the next second may be better", e);
        } catch (Malformed | RuntimeException e) {
            LOG.error("no checkpoint can be given to the {}", target.name(), e);
        }
        return LOOK_AROUND;
    }

    private Duration give(Target target, Kept newest) {
        Optional<Integer> failures = log.begin(target.place(), newest.size(), LEASE);
        if (failures.isEmpty()) {
            return LOOK_AROUND;
        }
        switch (target.give(newest)) {
            case Reply.Taken taken -> {
                log.taken(target.place(), newest.size(), target.interval());
                LOG.info("the {} has the checkpoint of {} entries", target.name(), newest.size());
            }
            case Reply.Failed failed -> {
                Duration pause = pause(target, failures.get());
                Duration asked = failed.retryAfter() == null ? Duration.ZERO : failed.retryAfter();
                failed(target, failed.reason(), asked.compareTo(pause) > 0 ? asked : pause);
            }
            case Reply.Refused refused -> failed(target, refused.reason(), target.interval());
        }
        log.look(target.place()).ifPresent(after -> standings.put(target, after));
        return LOOK_AROUND;
    }

    private void failed(Target target, String trouble, Duration pause) {
        log.failed(target.place(), trouble, pause);
        LOG.warn("the {} has not taken a checkpoint: {}; again in {}", target.name(), trouble, pause);
    }

    /** Another instance gave it to a file of the same name that this instance does not see, or the file is gone. */
    private Duration giveAgain(Target target, Standing standing) throws Malformed {
        Optional<String> note = log.note(standing.size());
        if (note.isEmpty()) {
            return LOOK_AROUND;
        }
        String trouble = switch (target.give(Kept.read(note.get()))) {
            case Reply.Taken taken -> null;
            case Reply.Failed failed -> failed.reason();
            case Reply.Refused refused -> refused.reason();
        };
        standings.put(target, standing.with(trouble));
        if (trouble == null) {
            return LOOK_AROUND;
        }
        LOG.warn("the {} of this instance has not taken a checkpoint: {}", target.name(), trouble);
        return pause(target, 0);
    }

    /** Twice as long each time, and no longer than the interval. */
    static Duration pause(Target target, int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 16));
        return pause.compareTo(target.interval()) > 0 ? target.interval() : pause;
    }

    @Override
    public void close() {
        closed.countDown();
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(LOOK_AROUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
