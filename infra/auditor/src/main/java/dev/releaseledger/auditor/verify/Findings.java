package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was found: faults, as many as somebody wants to see, and what was counted. */
final class Findings {
    private final int most;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> undecided = new TreeMap<>();
    private long total;

    /**
     * @param most how many faults are kept; once there are so many, reading may stop
     */
    Findings(int most) {
        this.most = most;
    }

    void fault(Fault fault) {
        total++;
        if (faults.size() < most) {
            faults.add(fault);
        }
    }

    void fault(long position, Fault.EntryKind kind, String expected, @Nullable String actual) {
        fault(new Fault.OfEntry(position, kind, expected, String.valueOf(actual)));
    }

    /** Whether as many faults as somebody wants to see are there. */
    boolean enough() {
        return total >= most;
    }

    /** Counts something that was checked. */
    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** Counts a decision that could not be made again, and says why. */
    void undecided(String why) {
        undecided.merge(why, 1L, Long::sum);
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    long total() {
        return total;
    }

    Map<String, Long> counts() {
        return counts;
    }

    Map<String, Long> undecided() {
        return undecided;
    }
}
