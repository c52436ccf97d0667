package dev.releaseledger.command.append;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.release.ReleaseCancelled;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Entries and appends to test with. */
public final class Drafts {
    public static final String SOURCE = "/release-ledger/test.example";
    public static final Attribution SOMEBODY =
            new Attribution(new UUID(1, 2), Set.of(Role.RELEASE_MANAGER), Instant.parse("2026-01-02T03:04:05Z"), null);

    private static final NoArgGenerator IDS = Generators.timeBasedEpochRandomGenerator();

    private Drafts() {}

    public static String newStream() {
        return "release/" + UUID.randomUUID();
    }

    public static PendingEntry entry(String stream) {
        return entry(stream, "not needed");
    }

    public static PendingEntry entry(String stream, String reason) {
        return entry(stream, new ReleaseCancelled(reason));
    }

    public static PendingEntry entry(String stream, Event event) {
        return new PendingEntry(
                EntryDraft.of(IDS.generate(), SOURCE, stream, event, SOMEBODY, "correlation", null, null));
    }

    /** One entry for each of these streams, on no condition. */
    public static Append anyhow(String... streams) {
        return Append.of(List.of(), Stream.of(streams).map(Drafts::entry).toList());
    }

    /** One entry that is to be this stream's next after a sequence. */
    public static Append after(String stream, long sequence) {
        return Append.of(List.of(new Expectation(stream, sequence)), List.of(entry(stream)));
    }

    public static Append taking(String stream, String... claims) {
        return new Append(List.of(), List.of(entry(stream)), List.of(claims), List.of(), null);
    }

    public static Append releasing(String stream, String... claims) {
        return new Append(List.of(), List.of(entry(stream)), List.of(), List.of(claims), null);
    }

    public static ReceiptKey newKey() {
        return new ReceiptKey(
                SOMEBODY.actor(), "POST", "/v1/releases", UUID.randomUUID().toString());
    }

    /** One entry on no condition, whose answer tells its position. */
    public static Append answered(String stream, ReceiptKey key) {
        return new Append(List.of(), List.of(entry(stream)), List.of(), List.of(), tellingPosition(key));
    }

    public static PendingReceipt tellingPosition(ReceiptKey key) {
        return new PendingReceipt(
                key,
                "digest",
                appended -> new Answer(
                        200,
                        java.util.Map.of("ETag", "\"" + appended.position() + "\""),
                        Long.toString(appended.position()).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
