package dev.releaseledger.command.append;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.NoteSigner;
import dev.releaseledger.events.ledger.SignedNote;
import dev.releaseledger.events.ledger.VerifierKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys of a ledger. All are named after its origin, as C2SP's checkpoints have it, and told apart by their ids. While
 * one key takes over from another both sign, so that readers who have pinned either believe every checkpoint.
 *
 * @param signers each signs every checkpoint
 * @param retired keys that sign no more; checkpoints that they signed are still this ledger's
 */
public record SigningKeys(List<NoteSigner> signers, List<VerifierKey> retired) {
    /** As many signatures as every reader of C2SP's notes has to accept. */
    private static final int MOST_SIGNERS = 16;

    /** @throws IllegalArgumentException if none signs, too many do, a key is there twice, or a name is another */
    public SigningKeys {
        signers = List.copyOf(signers);
        retired = List.copyOf(retired);
        if (signers.isEmpty() || signers.size() > MOST_SIGNERS) {
            throw new IllegalArgumentException(
                    "a ledger has 1 to " + MOST_SIGNERS + " signing keys, not " + signers.size());
        }
        String name = signers.getFirst().name();
        Set<VerifierKey> different = new HashSet<>();
        for (VerifierKey key : all(signers, retired).toList()) {
            if (!key.name().equals(name)) {
                throw new IllegalArgumentException("the key " + key + " is not named after the ledger " + name);
            }
            if (!different.add(key)) {
                throw new IllegalArgumentException("the key " + key + " is there twice");
            }
        }
    }

    /** One key, and none before it. */
    public static SigningKeys of(NoteSigner signer) {
        return new SigningKeys(List.of(signer), List.of());
    }

    private static Stream<VerifierKey> all(List<NoteSigner> signers, List<VerifierKey> retired) {
        return Stream.concat(signers.stream().map(NoteSigner::verifierKey), retired.stream());
    }

    /** The ledger's origin. */
    String origin() {
        return signers.getFirst().name();
    }

    /** The keys whose checkpoints are this ledger's: those that sign, then those that did. */
    public List<VerifierKey> believed() {
        return all(signers, retired).toList();
    }

    /** The checkpoint with a signature by each key that signs. */
    public SignedNote sign(Checkpoint checkpoint) {
        return checkpoint.sign(signers.getFirst(), signers.stream().skip(1).toArray(NoteSigner[]::new));
    }
}
