package dev.releaseledger.command.publish;

import dev.releaseledger.events.envelope.EntryJson;
import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.envelope.NotUnderstood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** An entry of a ledger as its topic has it. */
record PublishedEntry(long position, byte[] bytes) {

    /**
     * The entries of a ledger among records, the highest position first. What cannot be read and what is of another
     * origin says nothing of this ledger, whoever wrote it.
     */
    static List<PublishedEntry> among(List<ConsumerRecord<byte[], byte[]>> records, String origin) {
        String source = "/release-ledger/" + origin;
        List<PublishedEntry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record.value())
                    .filter(entry -> entry.source().equals(source))
                    .ifPresent(entry -> entries.add(new PublishedEntry(entry.position(), record.value())));
        }
        entries.sort(Comparator.comparingLong(PublishedEntry::position).reversed());
        return entries;
    }

    private static Optional<Envelope> read(byte @Nullable [] value) {
        try {
            return value == null ? Optional.empty() : Optional.of(EntryJson.read(value));
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }

    /**
     * Compares it with the entry that the database holds at its position.
     *
     * @throws LedgerRefused unless it is the same, byte for byte
     */
    void requireSame(Optional<byte[]> stored) {
        if (stored.isEmpty()) {
            throw new LedgerRefused(
                    "it does not hold entry " + position + ", which is published; was a backup restored?");
        }
        if (!Arrays.equals(stored.get(), bytes)) {
            throw new LedgerRefused("its entry " + position + " is not the one that is published");
        }
    }
}
