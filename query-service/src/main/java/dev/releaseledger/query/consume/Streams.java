package dev.releaseledger.query.consume;

import java.util.Collection;
import java.util.Map;

/** Where the projector learns how streams stand that it does not remember. */
interface Streams {
    /** How these streams stand before the batch; every one of them is in the answer. */
    Map<String, Batch.StreamHead> heads(Collection<String> streams);
}
