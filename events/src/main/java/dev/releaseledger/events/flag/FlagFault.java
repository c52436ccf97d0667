package dev.releaseledger.events.flag;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with what is said of a flag.
 *
 * @param path where, e.g. {@code rules[2].when.all[0].operator}
 * @param fault what is wrong
 * @param expected what would be right
 */
public record FlagFault(String path, String fault, String expected) {
    private static final int MOST_IN_WORDS = 10;

    /** The first faults, and how many there are more. */
    public static String inWords(List<FlagFault> faults) {
        String first = faults.stream()
                .limit(MOST_IN_WORDS)
                .map(fault -> fault.path() + " " + fault.fault() + ", expected " + fault.expected())
                .collect(Collectors.joining("; "));
        return faults.size() <= MOST_IN_WORDS ? first : first + "; and " + (faults.size() - MOST_IN_WORDS) + " more";
    }
}
