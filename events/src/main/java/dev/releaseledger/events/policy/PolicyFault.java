package dev.releaseledger.events.policy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a policy.
 *
 * @param path where, e.g. {@code stages[1].criteria[0].id}; {@code (policy)} for the whole
 * @param fault what is wrong
 * @param expected what would be right
 */
public record PolicyFault(String path, String fault, String expected) {
    /** The path of the policy as a whole. */
    static final String WHOLE = "(policy)";

    private static final int MOST_IN_WORDS = 10;

    /** The first faults, and how many there are more. */
    public static String inWords(List<PolicyFault> faults) {
        String first = faults.stream()
                .limit(MOST_IN_WORDS)
                .map(fault -> fault.path() + " " + fault.fault() + ", expected " + fault.expected())
                .collect(Collectors.joining("; "));
        return faults.size() <= MOST_IN_WORDS ? first : first + "; and " + (faults.size() - MOST_IN_WORDS) + " more";
    }
}
