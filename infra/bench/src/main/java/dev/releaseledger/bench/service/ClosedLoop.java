package dev.releaseledger.bench.service;

import dev.releaseledger.bench.measure.Measured;
import java.time.Duration;

/** Sends the story's requests over 64 connections, each one again as soon as it is answered. */
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
        EMPTY
    }

    Measured load(ServiceProcess service, String token, Kind kind, Duration duration) throws Exception;
}
