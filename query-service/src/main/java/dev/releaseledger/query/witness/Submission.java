package dev.releaseledger.query.witness;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Cosignature;
import dev.releaseledger.events.ledger.NotVerified;
import dev.releaseledger.events.ledger.WitnessKey;
import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.generation.Generations;
import dev.releaseledger.query.ledger.LedgerTree;
import dev.releaseledger.query.ledger.ServedCheckpoint;
import dev.releaseledger.query.settings.PinnedWitnesses.Witness;
import dev.releaseledger.query.witness.WitnessAnswer.Failed;
import dev.releaseledger.query.witness.WitnessAnswer.Failure;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the newest verified checkpoint to one witness. Not for several threads at once. What it assumes of the witness comes
 * from what it kept; where the witness says otherwise, it goes on from what the witness says.
 */
final class Submission {
    private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

    private final Witness witness;
    private final WitnessClient client;
    private final LedgerTree tree;
    private final Generations generations;
    private final KeptCosignatures kept;
    private final Predicate<Generation> projects;
    private final WitnessMetrics metrics;
    private final AtomicLong cosigned;

    /** @param projects whether this instance is the one that projects a generation: it speaks for all */
    Submission(
            Witness witness,
            WitnessClient client,
            LedgerTree tree,
            Generations generations,
            KeptCosignatures kept,
            Predicate<Generation> projects,
            WitnessMetrics metrics) {
        this.witness = witness;
        this.client = client;
        this.tree = tree;
        this.generations = generations;
        this.kept = kept;
        this.projects = projects;
        this.metrics = metrics;
        this.cosigned = metrics.size(witness.key());
    }

    /**
     * Asks once, where there is something to ask for.
     *
     * @return whether all is well: the newest checkpoint is cosigned, or there is none, or it is another instance's turn
     */
    boolean submit() throws InterruptedException {
        long has = kept.newestSize(witness.key());
        cosigned.set(has);
        Generation generation = generations.active();
        if (!projects.test(generation)) {
            return true;
        }
        ServedCheckpoint newest = tree.newestSigned(generation).orElse(null);
        if (newest == null || newest.size() <= has) {
            return true;
        }
        long from = has;
        WitnessAnswer answer = ask(generation, from, newest);
        if (answer instanceof WitnessAnswer.OtherSize other) {
            if (other.size() > newest.size()) {
                return failed(new Failed(
                        Failure.WITNESS_IS_AHEAD,
                        "it has cosigned " + other.size() + " entries, only " + newest.size() + " are verified here"));
            }
            from = other.size();
            answer = ask(generation, from, newest);
        }
        long asked = from;
        return switch (answer) {
            case WitnessAnswer.Signed signed -> keep(signed, newest);
            // Somebody else submits as well: the next time it is another size.
            case WitnessAnswer.OtherSize other
            when other.size() != asked ->
                failed(new Failed(Failure.BAD_ANSWER, "it says another size than it said before, " + other.size()));
            // Asked from the very size that it has, it refuses for another reason: its root.
            case WitnessAnswer.OtherSize other ->
                failed(new Failed(
                        Failure.INCONSISTENT,
                        "it has another tree of " + other.size() + " entries than is verified here"));
            case Failed failure -> failed(failure);
        };
    }

    private WitnessAnswer ask(Generation generation, long from, ServedCheckpoint newest) throws InterruptedException {
        return client.add(new AddCheckpoint(tree.consistency(generation, from, newest.size()), newest.note()));
    }

    private boolean keep(WitnessAnswer.Signed signed, ServedCheckpoint newest) {
        try {
            List<Cosignature> cosignatures = Cosignature.verify(
                    newest.note().text(), Cosignature.parseLines(signed.lines()), List.of(witness.key()));
            if (cosignatures.isEmpty()) {
                return failed(new Failed(Failure.BAD_ANSWER, "no signature by its pinned key"));
            }
            // What is kept is said of the size and root that it is kept for, whatever the tables say.
            Checkpoint checkpoint = Checkpoint.parse(newest.note().text());
            for (Cosignature cosignature : cosignatures) {
                kept.keep(cosignature, checkpoint.size(), checkpoint.root());
            }
            cosigned.set(checkpoint.size());
            return true;
        } catch (NotVerified e) {
            return failed(new Failed(Failure.BAD_ANSWER, String.valueOf(e.getMessage())));
        }
    }

    private boolean failed(Failed failure) {
        WitnessKey key = witness.key();
        metrics.failed(key, failure.failure());
        switch (failure.failure()) {
            case INCONSISTENT, WITNESS_IS_AHEAD ->
                LOG.error(
                        "The witness {} does not agree: {}. One of us has another ledger.", key.name(), failure.why());
            case ADDRESS_REFUSED, UNREACHABLE, UNKNOWN_LOG, UNTRUSTED_KEY, UNEXPECTED_STATUS, BAD_ANSWER ->
                LOG.warn("The witness {} did not cosign: {}", key.name(), failure.why());
        }
        return false;
    }
}
