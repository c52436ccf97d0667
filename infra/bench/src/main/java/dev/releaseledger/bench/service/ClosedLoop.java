package dev.releaseledger.bench.service;

import dev.releaseledger.bench.measure.Measured;
import java.time.Duration;

/** Sends a story's requests over 64 connections, each one again as soon as it is answered. */
interface ClosedLoop {
    int CONNECTIONS = 64;

    String name();

    /** Who is asked, and how. */
    enum Kind {
        /** The command service. */
        COMMANDS,
        /** The command service, each request with an Idempotency-Key. */
        COMMANDS_WITH_KEYS,
        /** An endpoint whose answers say nothing. */
        EMPTY,
        /** A flag's evaluation, by the query service or an endpoint whose answers say nothing. */
        EVALUATIONS;

        /** The requests. */
        String story() {
            return switch (this) {
                case COMMANDS -> Story.COMMANDS;
                case COMMANDS_WITH_KEYS -> Story.COMMANDS;
                case EMPTY -> Story.COMMANDS;
                case EVALUATIONS -> Story.EVALUATIONS;
            };
        }
    }

    Measured load(ServiceProcess service, String token, Kind kind, Duration duration) throws Exception;
}
