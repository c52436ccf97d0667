package dev.releaseledger.auditor.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.envelope.Attribution;
import dev.releaseledger.events.envelope.EntryDraft;
import dev.releaseledger.events.envelope.Event;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.HashSource;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleasePlanned;
import dev.releaseledger.events.release.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger in memory, said event by event; a minute passes with each. Its key signs nothing else. */
public final class SmallLedger {
    public static final String ORIGIN = "example.com/ledger";
    public static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");
    public static final UUID SPEAKER = UUID.fromString("0195a1b0-0000-7000-8000-0000000000aa");

    private final NoteSigner signer;
    private final List<byte[]> entries = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    public SmallLedger() {
        this(generated());
    }

    public SmallLedger(NoteSigner signer) {
        this.signer = signer;
    }

    private static NoteSigner generated() {
        try {
            return NoteSigner.generate(ORIGIN);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of the release of this number. */
    public static UUID release(int number) {
        return new UUID(0x0195a1b000007000L, 0x8000000000000000L | number);
    }

    /** A release is planned, the first of its stream. */
    public SmallLedger plan(int number) {
        return say(
                "release/" + release(number),
                new ReleasePlanned(
                        "checkout",
                        "2." + number + ".0",
                        "Release " + number,
                        ReleaseKind.STANDARD,
                        Strategy.ROLLING,
                        null,
                        SPEAKER,
                        null,
                        null,
                        1));
    }

    /** A change is added to a release. */
    public SmallLedger change(int number, String changeId) {
        return say("release/" + release(number), change(changeId));
    }

    /** A change by this id. */
    public static ChangeAdded change(String changeId) {
        return new ChangeAdded(changeId, ChangeCategory.FIX, "Mend " + changeId, null, SPEAKER, null, null, List.of());
    }

    /** Plans releases and adds changes to them until there are so many entries. */
    public SmallLedger grow(int size) {
        while (entries.size() < size) {
            int next = entries.size();
            if (next % 5 == 0) {
                plan(next / 5);
            } else {
                change(next / 5, "c" + next);
            }
        }
        return this;
    }

    public SmallLedger say(String stream, Event event) {
        return say(stream, event, null);
    }

    /** Something is said, and claimed to have happened at a time where one is given. */
    public SmallLedger say(String stream, Event event, @Nullable Instant claimed) {
        Instant now = BEGINNING.plusSeconds(60L * entries.size());
        UUID id = new UUID(now.toEpochMilli() << 16 | 0x7000, 0x8000000000000000L | entries.size());
        EntryDraft draft = EntryDraft.of(
                id,
                "/release-ledger/" + ORIGIN,
                stream,
                event,
                new Attribution(SPEAKER, Set.of(Role.RELEASE_MANAGER), now, claimed),
                "c-" + entries.size(),
                null,
                null);
        long sequence = sequences.merge(stream, 0L, (old, zero) -> old + 1);
        return raw(draft.seal(entries.size(), sequence, now));
    }

    /** Whatever bytes are the next entry. */
    public SmallLedger raw(byte[] entry) {
        entries.add(entry);
        return this;
    }

    /** The same with the entry at this position as it is put here: what somebody made of the ledger later. */
    public SmallLedger with(int position, byte[] entry) {
        SmallLedger other = copy(entries.size());
        other.entries.set(position, entry);
        return other;
    }

    /** The first entries alone, under the same key. */
    public SmallLedger copy(int size) {
        SmallLedger other = new SmallLedger(signer);
        other.entries.addAll(entries.subList(0, size));
        other.sequences.putAll(sequences);
        return other;
    }

    public int size() {
        return entries.size();
    }

    public byte[] entry(int position) {
        return entries.get(position).clone();
    }

    /** The entry as text, to alter. */
    public String text(int position) {
        return new String(entries.get(position), UTF_8);
    }

    /** The key to pin. */
    public String key() {
        return signer.verifierKey().format();
    }

    public NoteSigner signer() {
        return signer;
    }

    /** The hashes of its tree. */
    public HashSource hashes() {
        Map<List<Long>, Hash> all = new HashMap<>();
        Frontier.EMPTY.appendAll(
                entries.stream().map(Hash::leaf).toList(),
                (level, index, hash) -> all.put(List.of((long) level, index), hash));
        return (level, index) -> Objects.requireNonNull(all.get(List.of((long) level, index)));
    }

    /** The signed checkpoint of its first entries. */
    public SignedNote checkpoint(int size) {
        return checkpoint(size, signer);
    }

    /** Such a checkpoint signed by somebody else. */
    public SignedNote checkpoint(int size, NoteSigner by) {
        Frontier frontier = Frontier.EMPTY.appendAll(
                entries.subList(0, size).stream().map(Hash::leaf).toList());
        return new Checkpoint(ORIGIN, size, frontier.root()).sign(by);
    }

    /** Writes an export of everything with its checkpoint beside it. */
    public Path export(Path file) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte[] entry : entries) {
                bytes.writeBytes(entry);
                bytes.write('\n');
            }
            Files.write(file, bytes.toByteArray());
            Files.writeString(
                    file.resolveSibling(file.getFileName() + ".checkpoint"),
                    checkpoint(entries.size()).format());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
