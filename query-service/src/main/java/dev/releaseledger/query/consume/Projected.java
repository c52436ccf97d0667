package dev.releaseledger.query.consume;

import dev.releaseledger.events.ledger.Hash;
import java.util.Collection;
import java.util.Map;

/** Where the projector learns what is projected already. */
interface Projected {
    /** The leaf hashes at these positions, all of them below the next position. */
    Map<Long, Hash> leaves(Collection<Long> positions);
}
