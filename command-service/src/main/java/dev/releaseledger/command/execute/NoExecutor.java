package dev.releaseledger.command.execute;

import dev.releaseledger.command.execute.ExecutionOutcome.Refused;
import dev.releaseledger.events.release.RollbackKind;

/** Where nothing is configured, people execute rollbacks. */
final class NoExecutor implements RollbackExecutor {
    @Override
    public String source() {
        return "executor";
    }

    @Override
    public boolean isConfigured(RollbackKind kind) {
        return false;
    }

    @Override
    public ExecutionOutcome execute(Execution execution) {
        return refused(execution.kind());
    }

    static Refused refused(RollbackKind kind) {
        return new Refused("nothing is configured here that executes rollbacks of the kind " + kind);
    }
}
