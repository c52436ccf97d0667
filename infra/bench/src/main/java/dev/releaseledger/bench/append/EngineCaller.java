package dev.releaseledger.bench.append;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.bench.measure.Load;
import dev.releaseledger.command.append.Append;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.AppendOutcome;
import dev.releaseledger.command.append.Expectation;
import dev.releaseledger.command.append.PendingEntry;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.release.ReleaseCancelled;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Appends one entry after another to streams of its own, each on the condition that the stream stands where it left it. */
final class EngineCaller implements Load.Caller {
    /** How long an entry is. */
    static final int BYTES = 600;

    private static final int ENTRIES_IN_A_STREAM = 25;
    private static final Attribution SOMEBODY =
            new Attribution(new UUID(1, 2), Set.of(Role.CI), Instant.parse("2026-01-02T03:04:05.678901Z"), null);
    private static final String PADDING = padding();

    private final AppendEngine engine;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private String stream = newStream();
    private long sequence = Expectation.NO_STREAM;

    EngineCaller(AppendEngine engine) {
        this.engine = engine;
    }

    @Override
    public void call() {
        EntryDraft draft = draft(ids.generate(), stream, PADDING);
        AppendOutcome outcome =
                engine.append(Append.of(List.of(new Expectation(stream, sequence)), List.of(new PendingEntry(draft))));
        if (!(outcome instanceof AppendOutcome.Appended appended)) {
            throw new IllegalStateException("not appended: " + outcome);
        }
        sequence = appended.lastSequence();
        if (sequence + 1 >= ENTRIES_IN_A_STREAM) {
            stream = newStream();
            sequence = Expectation.NO_STREAM;
        }
    }

    private static String newStream() {
        return "release/" + UUID.randomUUID();
    }

    private static EntryDraft draft(UUID id, String stream, String reason) {
        return EntryDraft.of(
                id, "/release-ledger/bench", stream, new ReleaseCancelled(reason), SOMEBODY, "bench", null, null);
    }

    private static String padding() {
        int bare = draft(new UUID(0, 0), newStream(), "").seal(100_000, 10, SOMEBODY.decidedAt()).length;
        return "x".repeat(BYTES - bare);
    }
}
