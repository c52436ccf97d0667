package dev.releaseledger.command.health.prometheus;

import java.math.BigDecimal;

/** What came of a query. Reasons are at most 300 characters and name the host at most, never the address or the token. */
public sealed interface Reading {
    /** Prometheus answered with one number; its decimal exponent is at most 100, up or down. */
    record Value(BigDecimal value) implements Reading {}

    /** Prometheus answered, and what it said is not one number: there is nothing to judge by. */
    record Absent(String reason) implements Reading {}

    /** Nothing is known: nobody is asked, there was no answer in time, or it was not one of Prometheus'. */
    record Unavailable(String reason) implements Reading {}
}
