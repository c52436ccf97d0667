package dev.releaseledger.query.witness;

import dev.releaseledger.events.ledger.ConsistencyProof;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.SignedNote;

/**
 * The request of C2SP tlog-witness: a checkpoint, and the proof that it extends what the witness has.
 *
 * @param proof from the size that the witness has to that of the checkpoint
 * @param checkpoint as the log signed it
 */
record AddCheckpoint(ConsistencyProof proof, SignedNote checkpoint) {

    /** The size that the witness has to have, the proof a hash a line, an empty line, and the checkpoint. */
    String text() {
        StringBuilder text = new StringBuilder("old ").append(proof.oldSize()).append('\n');
        for (Hash hash : proof.hashes()) {
            text.append(hash.toBase64()).append('\n');
        }
        return text.append('\n').append(checkpoint.format()).toString();
    }
}
