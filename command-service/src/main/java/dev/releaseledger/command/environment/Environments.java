package dev.releaseledger.command.environment;

import dev.releaseledger.command.desk.CommandInHand;

/** Where a decision about a release learns what runs in an environment. */
@FunctionalInterface
public interface Environments {

    /** What is there. What is decided by it holds only as long as nothing more was said of it. */
    There of(String product, String environment, CommandInHand hand);

    /** Nothing is anywhere, ever; for whoever runs the aggregates without a ledger. */
    static Environments none() {
        return (product, environment, hand) -> There.NOTHING;
    }
}
