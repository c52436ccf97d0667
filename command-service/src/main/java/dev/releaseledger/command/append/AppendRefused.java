package dev.releaseledger.command.append;

import org.axonframework.common.AxonNonTransientException;

/** An append through Axon that was turned down for a claim or a receipt; the ticket knows it too. */
public final class AppendRefused extends AxonNonTransientException {
    private static final long serialVersionUID = 1L;

    private final transient AppendOutcome outcome;

    AppendRefused(AppendOutcome outcome) {
        super("the append was turned down: " + outcome.getClass().getSimpleName());
        this.outcome = outcome;
    }

    /** Why: {@link AppendOutcome.ClaimTaken} or {@link AppendOutcome.ReceiptExists}. */
    public AppendOutcome outcome() {
        return outcome;
    }
}
