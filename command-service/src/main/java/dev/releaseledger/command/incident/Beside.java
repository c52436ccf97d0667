package dev.releaseledger.command.incident;

import dev.releaseledger.command.desk.CommandInHand;
import dev.releaseledger.events.incident.IncidentLink;
import dev.releaseledger.events.incident.IncidentState;
import java.util.Optional;
import java.util.UUID;

/** Where a decision about an incident learns what it needs beside the incident's own stream. */
public interface Beside {

    /** How many entries the ledger has. */
    long ledgerSize();

    /** How another incident stands. What is decided by it holds only as long as nothing more was said of that. */
    IncidentState other(UUID incidentId, CommandInHand hand);

    /**
     * Whether the ledger has what a link leads to. It never loses it again; that it has not holds only as long as nothing more
     * was said of the release.
     */
    boolean isThere(IncidentLink link, CommandInHand hand);

    /** The stream that holds a claim now; empty where none does. */
    Optional<String> holder(String claim);

    /** There is nothing; for whoever runs the aggregates without a ledger. */
    static Beside nothing() {
        return new Beside() {
            @Override
            public long ledgerSize() {
                return 0;
            }

            @Override
            public IncidentState other(UUID incidentId, CommandInHand hand) {
                return IncidentState.unopened();
            }

            @Override
            public boolean isThere(IncidentLink link, CommandInHand hand) {
                return false;
            }

            @Override
            public Optional<String> holder(String claim) {
                return Optional.empty();
            }
        };
    }
}
