package dev.releaseledger.query.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.ConsistencyProof;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.ProofFailed;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.VerifierKey;
import dev.releaseledger.events.ledger.WitnessKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A witness as C2SP tlog-witness describes one, over HTTP, with the state that it has to have. It signs with an Ed25519 of its
 * own, by the letter of C2SP tlog-cosignature, and not with what is tested.
 */
final class TestWitness implements AutoCloseable {
    private final String origin;
    private final VerifierKey log;
    private final KeyPair pair;
    private final WitnessKey key;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new ArrayList<>();
    private final List<Integer> statuses = new ArrayList<>();
    private long size;
    private Hash root = Hash.EMPTY_ROOT;
    private @Nullable Answering instead;

    /** What it answers with in place of what it should. */
    interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    TestWitness(String name, String origin, VerifierKey log) {
        this.origin = origin;
        this.log = log;
        try {
            this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            this.key = new WitnessKey(name, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (GeneralSecurityException | NotVerified | IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/witness/add-checkpoint", this::handle);
        server.start();
    }

    WitnessKey key() {
        return key;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/witness";
    }

    synchronized long size() {
        return size;
    }

    /** The bodies of the requests so far. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized List<Integer> statuses() {
        return List.copyOf(statuses);
    }

    /** It has seen this tree, from whomever. */
    synchronized void has(long seenSize, Hash seenRoot) {
        size = seenSize;
        root = seenRoot;
    }

    synchronized void answersInstead(@Nullable Answering answering) {
        instead = answering;
    }

    /** A signature line over a checkpoint's text, with any time and any key. */
    String cosign(String text, long seconds, KeyPair by) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(by.getPrivate());
            signature.update(("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(UTF_8));
            byte[] identified = ByteBuffer.allocate(4 + 8 + 64)
                    .putInt(key.keyId())
                    .putLong(seconds)
                    .put(signature.sign())
                    .array();
            return "\u2014 " + key.name() + " " + Base64.getEncoder().encodeToString(identified) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Answering other;
            synchronized (this) {
                requests.add(body);
                other = instead;
            }
            if (other != null) {
                other.answer(exchange);
                return;
            }
            add(exchange, body);
        }
    }

    private synchronized void add(HttpExchange exchange, String body) throws IOException {
        int end = body.indexOf("\n\n");
        List<String> lines = body.substring(0, end).lines().toList();
        SignedNote note;
        Checkpoint checkpoint;
        try {
            note = SignedNote.parse(body.substring(end + 2));
            checkpoint = Checkpoint.parse(note.text());
            if (!checkpoint.origin().equals(origin)) {
                answer(exchange, 404, "");
                return;
            }
            note.verify(List.of(log));
        } catch (NotVerified e) {
            answer(exchange, 403, "");
            return;
        }
        if (!lines.getFirst().matches("old (0|[1-9][0-9]*)")) {
            answer(exchange, 400, "");
            return;
        }
        long old = Long.parseLong(lines.getFirst().substring(4));
        if (old > checkpoint.size()) {
            answer(exchange, 400, "");
        } else if (old != size) {
            exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
            answer(exchange, 409, size + "\n");
        } else {
            List<Hash> hashes = lines.stream()
                    .skip(1)
                    .map(line -> new Hash(Base64.getDecoder().decode(line)))
                    .toList();
            try {
                new ConsistencyProof(old, checkpoint.size(), hashes).verify(root, checkpoint.root());
            } catch (ProofFailed e) {
                answer(exchange, 422, "");
                return;
            }
            size = checkpoint.size();
            root = checkpoint.root();
            answer(exchange, 200, cosign(note.text(), 1_767_225_600 + size, pair));
        }
    }

    private synchronized void answer(HttpExchange exchange, int status, String body) throws IOException {
        statuses.add(status);
        send(exchange, status, body);
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static KeyPair anotherKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
