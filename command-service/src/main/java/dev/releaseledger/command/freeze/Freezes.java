package dev.releaseledger.command.freeze;

import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.events.freeze.FreezeState;

/** Where a decision about a release learns how its product's freezes stand. */
@FunctionalInterface
public interface Freezes {

    /** The product's freezes. What is decided by them holds only as long as nothing more was said of them. */
    FreezeState of(String product, CommandInHand hand);

    /** There are none, ever; for whoever runs the aggregates without a ledger that holds some. */
    static Freezes none() {
        return (product, hand) -> FreezeState.none();
    }
}
