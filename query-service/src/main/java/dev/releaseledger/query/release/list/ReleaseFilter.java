package dev.releaseledger.query.release.list;

import dev.releaseledger.events.release.ReleaseKind;
import dev.releaseledger.events.release.ReleaseStatus;
import dev.releaseledger.events.release.Stage;
import dev.releaseledger.events.release.Strategy;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which releases are asked for.
 *
 * @param from planned at or after this time
 * @param to planned before this time
 * @param readable the products that may be read; empty optional when all may
 */
record ReleaseFilter(
        Optional<String> product,
        Optional<ReleaseKind> kind,
        Optional<Strategy> strategy,
        Optional<Stage> stage,
        Optional<ReleaseStatus> status,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Set<String>> readable) {}
