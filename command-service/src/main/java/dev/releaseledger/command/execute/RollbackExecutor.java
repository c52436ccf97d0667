package dev.releaseledger.command.execute;

import dev.releaseledger.events.release.RollbackKind;

/** Has rollbacks executed by something outside. Where that is, and with which secrets, is configuration that it tells nobody. */
public interface RollbackExecutor {
    /** What executes: a host's name, or a word where there is none. It is put on record as the source of what was done. */
    String source();

    /** Whether rollbacks of this kind can be executed here; without that, people execute them. */
    boolean isConfigured(RollbackKind kind);

    /**
     * Asks for it once, and tells what is known of this attempt. The receiver knows a repeated attempt by its execution id, so one
     * that ended as {@link ExecutionOutcome.Failed} or {@link ExecutionOutcome.Uncertain} may be made again with an equal
     * execution. Blocks no longer than {@code release-ledger.outgoing.total-timeout} and some two seconds; throws nothing.
     *
     * @return {@link ExecutionOutcome.Refused}, and nothing was asked, for a kind that is not configured
     */
    ExecutionOutcome execute(Execution execution);
}
