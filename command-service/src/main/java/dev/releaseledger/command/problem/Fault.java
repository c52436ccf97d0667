package dev.releaseledger.command.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param field where, e.g. {@code changes[3].author}
 * @param fault what is wrong
 * @param expected what would be right
 */
public record Fault(String field, String fault, String expected) {}
