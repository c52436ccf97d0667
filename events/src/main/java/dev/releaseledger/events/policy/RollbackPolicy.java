package dev.releaseledger.events.policy;

import java.util.Set;

/**
 * What a rollback may do before people confirm it.
 *
 * @param preAuthorised the triggers that act first and are confirmed after, by their ids
 */
public record RollbackPolicy(@LeftOut("[]") Set<String> preAuthorised) {
    public RollbackPolicy {
        preAuthorised = Sorted.copyOf(preAuthorised);
    }
}
