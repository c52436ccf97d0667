package dev.releaseledger.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Frontier;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.VerifierKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A ledger as a consumer of its topics has it, with everything checked that a consumer could check.
 *
 * @param entries the entries' bytes by position
 * @param envelopes the same, read
 * @param duplicates how many records repeated a position, with the same bytes
 * @param root the Merkle root over the entries
 * @param checkpoints the checkpoints that the pinned key signed, in the topic's order
 * @param foreignNotes how many records of the checkpoints' topic nobody we know has signed
 */
public record Consumed(
        List<byte[]> entries,
        List<Envelope> envelopes,
        int duplicates,
        Hash root,
        List<Checkpoint> checkpoints,
        int foreignNotes) {

    /**
     * Takes what the topics hold.
     *
     * @throws AssertionError when it is no ledger: a position missing or told in two ways, a sequence with a hole, a time
     *     that goes back, a checkpoint of another tree
     */
    static Consumed of(
            List<ConsumerRecord<byte[], byte[]>> events,
            List<ConsumerRecord<byte[], byte[]>> notes,
            String origin,
            VerifierKey pinned) {
        List<byte[]> entries = new ArrayList<>();
        List<Envelope> envelopes = new ArrayList<>();
        int duplicates = 0;
        for (ConsumerRecord<byte[], byte[]> record : events) {
            Envelope envelope = EntryJson.read(record.value());
            requireHeaders(record, envelope);
            if (envelope.position() < entries.size()) {
                assertThat(record.value())
                        .as("position %d, told again at offset %d", envelope.position(), record.offset())
                        .isEqualTo(entries.get((int) envelope.position()));
                duplicates++;
                continue;
            }
            assertThat(envelope.position())
                    .as("the position at offset %d", record.offset())
                    .isEqualTo(entries.size());
            entries.add(record.value());
            envelopes.add(envelope);
        }
        requireOneStory(envelopes, origin);
        Map<Long, Hash> roots = new HashMap<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        int foreign = 0;
        for (ConsumerRecord<byte[], byte[]> note : notes) {
            try {
                Checkpoint checkpoint = Checkpoint.open(SignedNote.parse(note.value()), origin, List.of(pinned));
                checkpoints.add(checkpoint);
            } catch (NotVerified e) {
                foreign++;
            }
        }
        Hash root = requireRoots(entries, checkpoints, roots);
        return new Consumed(
                List.copyOf(entries), List.copyOf(envelopes), duplicates, root, List.copyOf(checkpoints), foreign);
    }

    private static void requireHeaders(ConsumerRecord<byte[], byte[]> record, Envelope envelope) {
        assertThat(new String(record.key(), UTF_8))
                .as("the key at offset %d", record.offset())
                .isEqualTo(envelope.subject());
        assertThat(header(record, "position")).isEqualTo(Long.toString(envelope.position()));
        assertThat(header(record, "type")).isEqualTo(envelope.type());
        assertThat(header(record, "content-type")).startsWith("application/cloudevents+json");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "no header " + name : new String(header.value(), UTF_8);
    }

    private static void requireOneStory(List<Envelope> envelopes, String origin) {
        Map<String, Long> sequences = new HashMap<>();
        Set<UUID> ids = new HashSet<>();
        Instant last = Instant.MIN;
        for (Envelope envelope : envelopes) {
            long next = sequences.getOrDefault(envelope.subject(), -1L) + 1;
            assertThat(envelope.sequence())
                    .as("the sequence of %s at position %d", envelope.subject(), envelope.position())
                    .isEqualTo(next);
            sequences.put(envelope.subject(), next);
            assertThat(envelope.time())
                    .as("the time of position %d", envelope.position())
                    .isAfterOrEqualTo(last);
            last = envelope.time();
            assertThat(ids.add(envelope.id()))
                    .as("the id of position %d is new", envelope.position())
                    .isTrue();
            assertThat(envelope.source()).isEqualTo("/release-ledger/" + origin);
        }
    }

    /** Compares every checkpoint with the tree of its size, and tells the root over everything. */
    private static Hash requireRoots(List<byte[]> entries, List<Checkpoint> checkpoints, Map<Long, Hash> roots) {
        TreeMap<Long, Hash> wanted = new TreeMap<>();
        checkpoints.forEach(checkpoint -> wanted.put(checkpoint.size(), checkpoint.root()));
        Frontier frontier = Frontier.EMPTY;
        for (long size : wanted.keySet()) {
            if (size > entries.size()) {
                // Signed already, and its entries are on their way.
                break;
            }
            frontier = frontier.appendAll(leaves(entries, frontier.size(), size));
            roots.put(size, frontier.root());
        }
        for (Checkpoint checkpoint : checkpoints) {
            if (checkpoint.size() <= entries.size()) {
                assertThat(checkpoint.root())
                        .as("the root that is signed for size %d", checkpoint.size())
                        .isEqualTo(roots.get(checkpoint.size()));
            }
        }
        return frontier.appendAll(leaves(entries, frontier.size(), entries.size()))
                .root();
    }

    private static List<Hash> leaves(List<byte[]> entries, long from, long to) {
        return entries.subList((int) from, (int) to).stream().map(Hash::leaf).toList();
    }

    /** The root over other entries, such as those that the read side hands out. */
    static Hash rootOf(List<byte[]> entries) {
        return Frontier.EMPTY.appendAll(leaves(entries, 0, entries.size())).root();
    }

    /** How many entries there are. */
    public long size() {
        return entries.size();
    }

    /** The entry at a position. */
    public Envelope at(long position) {
        return envelopes.get((int) position);
    }

    /** The entries of one stream, in order. */
    public List<Envelope> stream(String subject) {
        return envelopes.stream()
                .filter(envelope -> envelope.subject().equals(subject))
                .toList();
    }

    /** The streams of a product's releases. */
    public Set<String> streamsOf(String product) {
        Set<String> streams = new HashSet<>();
        for (Envelope planned : ofType("release-planned.v1")) {
            if (planned.data().path("product").asString("").equals(product)) {
                streams.add(planned.subject());
            }
        }
        return streams;
    }

    /** The entries of a type, by the end of its name, such as {@code change-added.v1}. */
    public List<Envelope> ofType(String type) {
        return envelopes.stream()
                .filter(envelope -> envelope.type().endsWith("." + type))
                .toList();
    }

    /** The types of a stream's entries in a word each, such as {@code change-added}. */
    public List<String> story(String subject) {
        return stream(subject).stream().map(envelope -> word(envelope.type())).toList();
    }

    /** A type's name without what it belongs to and without its version. */
    public static String word(String type) {
        String[] parts = type.split("\\.", -1);
        return parts[parts.length - 2];
    }
}
