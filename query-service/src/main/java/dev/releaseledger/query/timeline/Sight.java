package dev.releaseledger.query.timeline;

import dev.releaseledger.events.access.Right;
import dev.releaseledger.query.entry.Cut;
import dev.releaseledger.query.security.Reader;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees of the ledger.
 *
 * @param readable of these products alone; empty for all
 */
record Sight(Cut cut, Optional<Set<String>> readable) {

    static Sight of(Reader reader, Cut cut) {
        return new Sight(
                cut, reader.mayEverywhere(Right.READ) ? Optional.empty() : Optional.of(reader.products(Right.READ)));
    }

    long position() {
        return cut.position();
    }

    @Nullable
    Instant claimed() {
        return cut.claimed();
    }
}
