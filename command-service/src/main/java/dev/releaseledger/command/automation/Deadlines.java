package dev.releaseledger.command.automation;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.events.envelope.Attribution;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Deadlines that survive a restart: tasks of db-scheduler in the ledger's database. What an automation sets is set in the
 * transaction that moves its token, so each deadline is set exactly once.
 */
public final class Deadlines implements SmartLifecycle {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** The database keeps microseconds and rounds. */
    private static final Duration MARGIN = Duration.ofMillis(1);

    private final Map<String, Task<Void>> tasks;
    private final Scheduler scheduler;
    private volatile boolean running;

    /**
     * @param look how often to look for what is due
     * @param retry after how long to try again what could not be said
     */
    public Deadlines(
            List<Deadline> deadlines, DataSource database, InstantSource clock, Duration look, Duration retry) {
        this.tasks = deadlines.stream()
                .collect(Collectors.toUnmodifiableMap(Deadline::name, deadline -> task(deadline, clock, retry)));
        this.scheduler = new InOurTime(
                        new TransactionAwareDataSourceProxy(database), List.copyOf(tasks.values()), clock)
                .tableName("ledger.deadline")
                // So many that some that wait for the outside do not hold up the others.
                .threads(32)
                // What an instance that died had in hand is taken over after a minute.
                .heartbeatInterval(Duration.ofSeconds(10))
                .pollingInterval(look)
                .build();
    }

    private static Task<Void> task(Deadline deadline, InstantSource clock, Duration retry) {
        return Tasks.oneTime(deadline.name())
                .onFailure(new FailureHandler.OnFailureRetryLater<>(retry))
                .execute((instance, context) -> {
                    Instant when = context.getExecution().executionTime;
                    if (clock.instant().isBefore(when)) {
                        throw new IllegalStateException("the clock went back before " + when + ": not passed yet");
                    }
                    deadline.passed(Due.of(instance.getId()));
                });
    }

    /** Sets a deadline, in the caller's transaction where there is one. One that is set already stays as it is. */
    public void set(String deadline, Due due, Instant when) {
        boolean ignored = scheduler.scheduleIfNotExists(task(deadline).instance(due.id()), bounded(when));
    }

    /** Sets a deadline likewise that never passes before its time has come. */
    public void setNotBefore(String deadline, Due due, Instant when) {
        set(deadline, due, when.plus(MARGIN));
    }

    /**
     * Sets a deadline likewise that is due at once: what an automation's transaction may still undo is no reason to say anything.
     *
     * @param entry what it follows from
     */
    public void setAtOnce(String deadline, DomainEventMessage<?> entry, Attribution by) {
        set(deadline, new EntryDue(entry.getAggregateIdentifier(), entry.getSequenceNumber()).due(), by.decidedAt());
    }

    /** An entry may hold a time that PostgreSQL does not know; it is as far away here as what it stands for. */
    private static Instant bounded(Instant when) {
        return when.isBefore(FIRST) ? FIRST : when.isAfter(LAST) ? LAST : when;
    }

    /** Takes a deadline back; one that is not there is no fault. */
    public void drop(String deadline, Due due) {
        var instance = task(deadline).instance(due.id());
        if (scheduler.getScheduledExecution(instance).isPresent()) {
            scheduler.cancel(instance);
        }
    }

    private Task<Void> task(String deadline) {
        Task<Void> task = tasks.get(deadline);
        if (task == null) {
            throw new IllegalArgumentException("there is no deadline " + deadline);
        }
        return task;
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The builder of db-scheduler with the clock that everything here has. */
    private static final class InOurTime extends SchedulerBuilder {
        InOurTime(DataSource database, List<Task<?>> tasks, InstantSource clock) {
            super(database, tasks);
            this.clock = clock::instant;
        }
    }
}
