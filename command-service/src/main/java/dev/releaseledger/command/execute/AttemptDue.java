package dev.releaseledger.command.execute;

import dev.releaseledger.command.automation.Deadline.Due;
import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollback;
import dev.releaseledger.events.release.RollbackKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a deadline of an execution is about.
 *
 * @param attempt which attempt at it, from 1
 * @param at when it is due, or when it began
 */
record AttemptDue(UUID rollbackId, RollbackKind kind, int attempt, Instant at) {
    Due of(String stream) {
        return new Due(stream, rollbackId + "/" + kind + "/" + attempt + "/" + at);
    }

    static AttemptDue of(Due due) {
        String[] what = due.what().split("/", -1);
        return new AttemptDue(
                UUID.fromString(what[0]),
                RollbackKind.valueOf(what[1]),
                Integer.parseInt(what[2]),
                Instant.parse(what[3]));
    }

    /** About this, each kind of event is said once. */
    String occasion() {
        return rollbackId + "/" + kind + "/" + attempt + "/" + at;
    }

    /** The rollback, while this kind of it is left to be executed; empty where nothing is left to do. */
    Optional<Rollback> left(Release release) {
        return wanted(release).filter(rollback -> rollback.progress() instanceof Rollback.Progress.Executing);
    }

    /** The rollback, while this kind of it is left to be executed or another kind failed before this one was done. */
    Optional<Rollback> wanted(Release release) {
        return Optional.ofNullable(release.rollbacks().get(rollbackId))
                .filter(rollback -> rollback.progress() instanceof Rollback.Progress.Executing
                        || rollback.progress() instanceof Rollback.Progress.Failed)
                .filter(rollback -> !rollback.done().containsKey(kind));
    }
}
