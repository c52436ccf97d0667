package dev.releaseledger.events.release.rollback;

import dev.releaseledger.events.release.Rollback;

/** How far a rollback is, for people. */
public final class RollbackWords {
    private RollbackWords() {}

    /** What goes after {@code it}, e.g. {@code waits for confirmation}. */
    public static String of(Rollback.Progress progress) {
        return switch (progress) {
            case Rollback.Progress.Waiting waiting -> "waits for confirmation";
            case Rollback.Progress.Authorised authorised -> "is over";
            case Rollback.Progress.Executing executing -> "is executed since " + executing.since();
            case Rollback.Progress.Executed executed -> "was executed at " + executed.at() + " and has to be verified";
            case Rollback.Progress.Verified verified -> "was verified at " + verified.at();
            case Rollback.Progress.Completed completed -> "was completed at " + completed.at();
            case Rollback.Progress.Failed failed -> "failed at " + failed.at();
            case Rollback.Progress.Withdrawn withdrawn -> "was withdrawn at " + withdrawn.at();
        };
    }
}
