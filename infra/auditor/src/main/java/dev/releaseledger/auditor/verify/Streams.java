package dev.releaseledger.auditor.verify;

import dev.releaseledger.auditor.report.Fault.EntryKind;
import dev.releaseledger.events.envelope.Envelope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How far each stream has come: whatever there is of one, is there from its first entry on and without a gap. */
final class Streams {
    /** Where a stream stands of which there is nothing. */
    static final long NOTHING = -1;

    private final Map<String, Long> last = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Findings findings;

    Streams(Findings findings) {
        this.findings = findings;
    }

    /** The last sequence of a stream. */
    long last(String stream) {
        return last.getOrDefault(stream, NOTHING);
    }

    /** Takes the next entry of a stream; false where it is not the next one, or an earlier one was not. */
    boolean follow(long position, Envelope entry) {
        String stream = entry.subject();
        Long before = last.put(stream, entry.sequence());
        long expected = before == null ? 0 : before + 1;
        if (entry.sequence() != expected) {
            broken.add(stream);
            findings.fault(
                    position,
                    EntryKind.SEQUENCE,
                    "sequence " + expected + " of " + stream,
                    "sequence " + entry.sequence());
        }
        return broken.isEmpty() || !broken.contains(stream);
    }

    /** Notes that nothing that is said of a stream from here on can be judged. */
    void breaks(String stream) {
        broken.add(stream);
    }

    /** Whether something of the stream is missing or makes no sense. */
    boolean isBroken(String stream) {
        return broken.contains(stream);
    }
}
