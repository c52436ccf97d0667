package dev.releaseledger.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.events.envelope.Envelope;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who can write to a ledger's topics and should not. */
public final class Forger implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Ledger ledger;
    private final KafkaProducer<byte[], byte[]> producer;

    public Forger(Ledger ledger) {
        this.ledger = ledger;
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, ledger.kafka(), ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Writes the entries from one position up to before another again, as they are. */
    public void replay(Consumed consumed, long from, long to) {
        for (long position = from; position < to; position++) {
            write(consumed.at(position), consumed.entries().get((int) position));
        }
    }

    /** Writes another entry at the place of one that is there. */
    public void replace(Consumed consumed, long position, UnaryOperator<ObjectNode> change) {
        Envelope original = consumed.at(position);
        byte[] forged = JSON.writeValueAsBytes(change.apply(read(consumed, position)));
        write(original, forged);
    }

    /** Writes an entry that looks as if it came next in the ledger, and in the stream of its last entry. */
    public void addNext(Consumed consumed) {
        long last = consumed.size() - 1;
        Envelope before = consumed.at(last);
        ObjectNode next = read(consumed, last);
        next.put("id", UUID.randomUUID().toString());
        next.put("position", last + 1);
        next.put("sequence", before.sequence() + 1);
        byte[] forged = JSON.writeValueAsBytes(next);
        write(before.subject(), last + 1, before.type(), forged);
    }

    /** Publishes a checkpoint of this ledger's name that another key signed. */
    public void addCheckpoint(Checkpoint checkpoint) {
        try {
            NoteSigner stranger = NoteSigner.generate(checkpoint.origin());
            String note = checkpoint.sign(stranger).format();
            send(new ProducerRecord<>(
                    ledger.checkpointsTopic(), checkpoint.origin().getBytes(UTF_8), note.getBytes(UTF_8)));
        } catch (Malformed e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode read(Consumed consumed, long position) {
        return (ObjectNode) JSON.readTree(consumed.entries().get((int) position));
    }

    private void write(Envelope envelope, byte[] entry) {
        write(envelope.subject(), envelope.position(), envelope.type(), entry);
    }

    private void write(String stream, long position, String type, byte[] entry) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(ledger.eventsTopic(), stream.getBytes(UTF_8), entry);
        record.headers()
                .add("content-type", "application/cloudevents+json".getBytes(UTF_8))
                .add("position", Long.toString(position).getBytes(UTF_8))
                .add("type", type.getBytes(UTF_8));
        send(record);
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take the record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
