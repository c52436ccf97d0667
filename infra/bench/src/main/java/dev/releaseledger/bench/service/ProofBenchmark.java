package dev.releaseledger.bench.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.releaseledger.bench.commands.ReleaseStory;
import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.ground.Site;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Load;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.TlogProof;
import dev.releaseledger.events.ledger.VerifierKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** How long the proof of an entry takes, in a large ledger. */
public final class ProofBenchmark {
    private static final double WANTED_MILLIS = 5;
    private static final int CALLERS = 8;
    private static final int OPENED = 1_000;
    private static final String KEYS = "/ledger/keys";

    private ProofBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        try (Services services = new Services(ground, "proof");
                Topics topics = new Topics(services, ground.kafka())) {
            topics.fill(1, release -> ReleaseStory.events("1.0." + release));
            try (ServiceProcess query = services.query();
                    var connection = services.connectAsQuery()) {
                VerifierKey key = services.signer().verifierKey();
                // Nothing of the topics is left to take: what is written into the tables stays as it is.
                topics.awaitVerified(query);
                FilledLedger ledger = FilledLedger.fill(connection, settings.ledgerEntries(), services.signer());
                ProofQueries queries = new ProofQueries(connection);
                open(query, ledger, key);
                List<Figure> figures = Rounds.ofServices(
                        settings,
                        List.of(
                                callers("proofs at random positions", 1, query, () -> path(0, ledger.size())),
                                callers(
                                        "proofs at random positions among the entries of usual length",
                                        1,
                                        query,
                                        () -> path(ledger.usualSince(), ledger.size())),
                                callers(
                                        "proofs at random positions, " + CALLERS + " callers",
                                        CALLERS,
                                        query,
                                        () -> path(0, ledger.size())),
                                callers(
                                        "`" + KEYS + "` of the same service, which reads no table",
                                        1,
                                        query,
                                        () -> KEYS),
                                Contender.of(
                                        "SQL alone",
                                        duration -> Load.drive(
                                                List.of(() -> queries.read(random(0, ledger.size()))), duration))));
                int opened = open(query, ledger, key);
                return new Report(
                        "proof",
                        "How long does the proof of an entry take, in a large ledger?",
                        "One query service in a process of its own with " + ServiceProcess.HEAP_MEBIBYTES
                                + " MiB of heap, asked for `/ledger/proof/{position}` over HTTP, by one caller unless it says"
                                + " otherwise; a ledger of " + number(ledger.size())
                                + " entries. The limit is SQL alone: the checkpoint and each tile that a proof is made of,"
                                + " over one connection. PostgreSQL " + ground.postgresVersion() + "; "
                                + settings.serviceWords() + ".",
                        Machine.here(),
                        Instant.now(),
                        figures,
                        List.of(
                                p99("ms, p99 of a proof", figures.get(0)),
                                p99("ms, p99 of a proof among the entries of usual length", figures.get(1))),
                        List.of(
                                "The newest " + number(ledger.size() - ledger.usualSince())
                                        + " entries are of usual length, " + ledger.entry(ledger.size() - 1).length
                                        + " bytes; those before them are but their number, so that more of their leaves lie on"
                                        + " a page of the table.",
                                "Written into the tables directly, with the hashes that the projection would have written;"
                                        + " before and after it is measured, " + number(opened)
                                        + " proofs are opened with the pinned key: all of them hold.",
                                "PostgreSQL has 128 MB of buffers; what does not fit lies in the system's page cache where"
                                        + " it fits there."));
            }
        }
    }

    private static Target p99(String what, Figure figure) {
        Double reached = figure.p99Millis();
        return Target.atMost(what, WANTED_MILLIS, reached == null ? Double.MAX_VALUE : reached);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static long random(long from, long to) {
        return ThreadLocalRandom.current().nextLong(from, to);
    }

    private static String path(long from, long to) {
        return path(random(from, to));
    }

    private static String path(long position) {
        return "/ledger/proof/" + position;
    }

    private static Contender callers(String name, int callers, ServiceProcess query, Supplier<String> paths) {
        return Contender.of(name, duration -> {
            List<Connection> connections = new ArrayList<>();
            try {
                for (int i = 0; i < callers; i++) {
                    connections.add(new Connection(query.port()));
                }
                return Load.drive(
                        connections.stream()
                                .<Load.Caller>map(connection -> () -> ask(connection, paths.get()))
                                .toList(),
                        duration);
            } finally {
                for (Connection connection : connections) {
                    connection.close();
                }
            }
        });
    }

    private static String ask(Connection connection, String path) throws IOException {
        Connection.Answer answer = connection.get(path);
        String body = new String(answer.body(), UTF_8);
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " was answered with " + answer.status() + " " + body);
        }
        return body;
    }

    /** Opens the proofs of the first, the last and many other entries; returns how many. */
    private static int open(ServiceProcess query, FilledLedger ledger, VerifierKey key)
            throws IOException, NotVerified {
        List<Long> positions = new ArrayList<>(List.of(0L, ledger.usualSince(), ledger.size() - 1));
        LongStream.range(positions.size(), OPENED).forEach(n -> positions.add(random(0, ledger.size())));
        try (Connection connection = new Connection(query.port())) {
            for (long position : positions) {
                TlogProof proof = TlogProof.parse(ask(connection, path(position)));
                Checkpoint opened = proof.open(Hash.leaf(ledger.entry(position)), Site.ORIGIN, List.of(key));
                if (proof.index() != position || opened.size() != ledger.size()) {
                    throw new IllegalStateException(
                            path(position) + " is of " + proof.index() + " in a tree of " + opened.size());
                }
            }
        }
        return positions.size();
    }
}
