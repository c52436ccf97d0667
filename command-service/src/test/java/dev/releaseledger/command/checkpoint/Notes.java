package dev.releaseledger.command.checkpoint;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.Malformed;
import dev.releaseledger.events.ledger.NoteSigner;

/** Checkpoints to test with. */
final class Notes {
    private static final NoteSigner SIGNER = signer();

    private Notes() {}

    private static NoteSigner signer() {
        try {
            return NoteSigner.generate("ledger.example/log");
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /** A checkpoint of so many entries. */
    static Kept of(int size) {
        return of(size, "a tree");
    }

    /** A checkpoint of so many entries of this tree. */
    static Kept of(int size, String tree) {
        Checkpoint checkpoint = new Checkpoint(
                "ledger.example/log", size, Hash.leaf((tree + size).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new Kept(checkpoint, checkpoint.sign(SIGNER).format());
    }
}
