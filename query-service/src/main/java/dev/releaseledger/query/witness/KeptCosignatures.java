package dev.releaseledger.query.witness;

import dev.releaseledger.events.ledger.Cosignature;
import dev.releaseledger.events.ledger.Hash;
import dev.releaseledger.events.ledger.WitnessKey;

/** The cosignatures that were verified, kept beyond every rebuild. */
public interface KeptCosignatures {
    /** The largest size that a witness cosigned; 0 before the first. */
    long newestSize(WitnessKey witness);

    /** Keeps what a witness said of the tree of this size and root. The first that it says of a size holds. */
    void keep(Cosignature cosignature, long size, Hash root);
}
