package dev.releaseledger.auditor.verify;

import dev.releaseledger.events.ledger.Checkpoint;
import dev.releaseledger.events.ledger.Cosignature;
import java.util.List;

/**
 * A checkpoint that entries are compared with.
 *
 * @param checkpoint what was signed
 * @param cosignatures what the pinned witnesses said of it
 * @param from where it comes from, for messages
 * @param beside whether it lies beside the entries; false where somebody kept it
 */
record Witnessed(Checkpoint checkpoint, List<Cosignature> cosignatures, String from, boolean beside) {
    Witnessed {
        cosignatures = List.copyOf(cosignatures);
    }
}
