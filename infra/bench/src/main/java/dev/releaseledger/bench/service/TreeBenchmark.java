package dev.releaseledger.bench.service;

import dev.releaseledger.bench.commands.ReleaseStory;
import dev.releaseledger.bench.ground.Ground;
import dev.releaseledger.bench.measure.Contender;
import dev.releaseledger.bench.measure.Figure;
import dev.releaseledger.bench.measure.Machine;
import dev.releaseledger.bench.measure.Report;
import dev.releaseledger.bench.measure.Rounds;
import dev.releaseledger.bench.measure.Settings;
import dev.releaseledger.bench.measure.Target;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What building the Merkle tree costs the read side. */
public final class TreeBenchmark {
    private static final double WANTED_SHARE = 0.10;

    private TreeBenchmark() {}

    public static Report run(Ground ground, Settings settings) throws Exception {
        try (Services services = new Services(ground, "tree");
                Topics topics = new Topics(services, ground.kafka())) {
            topics.fill(settings.entries(), n -> ReleaseStory.events("1.0." + n));
            String token = services.token();
            try (ServiceProcess query = services.query();
                    HttpClient client = HttpClient.newHttpClient();
                    Connection watching = services.connectAsQuery();
                    Connection reading = services.connectAsQuery();
                    Connection writing = services.connectAsQuery()) {
                topics.awaitVerified(query);
                TreeAlone.prepare(writing);
                TreeAlone tree = new TreeAlone(reading, writing);
                Consuming consuming = new Consuming(watching);
                List<Figure> figures = Rounds.of(
                        settings,
                        List.of(
                                Contender.of(
                                        "entries, consumed as a rebuild consumes them",
                                        duration -> consuming.during(() ->
                                                RebuildBenchmark.rebuild(client, query, token, topics.entries()))),
                                Contender.of(
                                        "the tree alone of the same entries, in transactions of its own",
                                        duration -> tree.round(consuming.active(), duration))));
                return new Report(
                        "tree",
                        "What does building the tree take of the time in which the read side consumes?",
                        "One query service in a process of its own with " + ServiceProcess.HEAP_MEBIBYTES
                                + " MiB of heap consumes " + number(topics.entries()) + " entries of "
                                + topics.averageBytes()
                                + " bytes on average, from the first batch that is in the tables to the last, tree and all;"
                                + " then the tree alone is built of them again, by the same hashing and the same statements in"
                                + " one thread of another process: leaf hashes, nodes, the roots of full tiles and the"
                                + " frontiers, written in transactions of " + number(TreeAlone.BATCH)
                                + " entries into empty tables of the same PostgreSQL " + ground.postgresVersion() + "; "
                                + settings.words() + ", a round of consuming being a whole rebuild.",
                        Machine.here(),
                        Instant.now(),
                        figures,
                        List.of(Target.atMost(
                                "the tree alone, as a share of the time of consuming",
                                WANTED_SHARE,
                                figures.get(0).times(figures.get(1)))),
                        List.of(
                                "The tree cannot be left out of consuming, so there is no consuming without it to compare: what"
                                        + " the tree takes by itself is set beside what all of consuming takes, entry by entry"
                                        + " and within each round.",
                                "That counts too much rather than too little: consuming would commit, move its progress and"
                                        + " make leaf hashes, by which it tells a duplicate from a fork, without a tree too, and"
                                        + " makes leaf hashes in several threads."));
            }
        }
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
