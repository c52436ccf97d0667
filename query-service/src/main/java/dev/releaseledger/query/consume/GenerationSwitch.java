package dev.releaseledger.query.consume;

import dev.releaseledger.query.generation.Generation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The switch to a generation that was rebuilt. What only grows is compared beside the projecting, everything else while both
 * generations are held at one position. Where that cannot be done for long the switch is made all the same, and the report says
 * so.
 */
final class GenerationSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationSwitch.class);

    /**
     * How long the two may miss each other: under load one is ahead at one moment, the other at the next. So long a comparison
     * may fail as well.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** After a comparison that failed. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    private static final Duration COMES_UP_WITHIN = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    private final Generation rebuilt;
    private final GenerationRegister register;
    private final JdbcTemplate jdbc;
    private final ProjectionMetrics metrics;
    private final Clock clock;
    private @Nullable CompletableFuture<GenerationComparison.Ahead> ahead;
    private @Nullable Instant since;
    private @Nullable Instant failed;
    private boolean done;

    GenerationSwitch(
            Generation rebuilt,
            GenerationRegister register,
            JdbcTemplate jdbc,
            ProjectionMetrics metrics,
            Clock clock) {
        this.rebuilt = rebuilt;
        this.register = register;
        this.jdbc = jdbc;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Switches, if both generations are equally far by now. To be asked again until the generation answers.
     *
     * @return whether the switch was made just now
     */
    boolean attempt() {
        if (done) {
            return false;
        }
        CompletableFuture<GenerationComparison.Ahead> running = ahead;
        if (running == null) {
            if (failed != null && clock.instant().isBefore(failed.plus(AGAIN_AFTER))) {
                return false;
            }
            ahead = CompletableFuture.supplyAsync(this::compareAhead, GenerationComparison.BESIDE);
            return false;
        }
        if (!running.isDone()) {
            return false;
        }
        done = switched(running);
        return done;
    }

    private boolean switched(CompletableFuture<GenerationComparison.Ahead> compared) {
        Instant now = clock.instant();
        Instant first = since == null ? now : since;
        since = first;
        try {
            GenerationComparison.Ahead known = compared.join();
            letTheOtherComeUp();
            if (register.activate(
                    rebuilt,
                    (active, position) -> new GenerationComparison(jdbc, active, rebuilt).held(known, position))) {
                register.comparison(rebuilt).ifPresent(this::tell);
                return true;
            }
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be compared with what it replaces", rebuilt, e);
            ahead = null;
            failed = now;
            return now.isAfter(first.plus(PATIENCE)) && uncompared("the comparison failed: " + reason(e));
        }
        return now.isAfter(first.plus(PATIENCE))
                && uncompared("the two were never at one position within " + PATIENCE.toMinutes() + " minutes");
    }

    /**
     * The rebuilt generation stands still meanwhile, as the thread that fills it is the one that waits here. Without this the two
     * would seldom meet under load: this is asked just after something was written.
     */
    private void letTheOtherComeUp() {
        long until = System.nanoTime() + COMES_UP_WITHIN.toNanos();
        long reached = register.reached(rebuilt);
        while (register.answering().map(register::reached).orElse(reached) < reached && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private GenerationComparison.Ahead compareAhead() {
        return register.answering()
                .map(active -> new GenerationComparison(jdbc, active, rebuilt)
                        .ahead(Math.min(register.reached(active), register.reached(rebuilt))))
                .orElse(GenerationComparison.Ahead.NOTHING);
    }

    private boolean uncompared(String why) {
        boolean switched = register.activateUncompared(rebuilt, why);
        if (switched) {
            metrics.rebuildDiffers(rebuilt.schema(), why);
        }
        return switched;
    }

    private void tell(RebuildComparison comparison) {
        if (comparison.equal()) {
            LOG.info(
                    "{} has the same rows as what answered before, at position {}; projecting was held still for {} ms",
                    rebuilt,
                    comparison.position(),
                    comparison.heldMillis());
            return;
        }
        metrics.rebuildDiffers(
                rebuilt.schema(),
                comparison.tables().stream()
                        .filter(table -> !table.equal())
                        .map(table -> table.table() + " first at " + table.first())
                        .collect(Collectors.joining("; ")));
    }

    private static String reason(RuntimeException e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return cause.getClass().getSimpleName();
    }
}
