package dev.releaseledger.query.release.view;

import dev.releaseledger.query.generation.Generation;
import dev.releaseledger.query.rest.Moment;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells how flags stand that releases name. Flags know of releases; in this way releases need not know of flags. */
public interface FlagStandings {

    /**
     * How the flags of a product stood that have these keys, by the key; those that were not defined then, and keys of other
     * products and of other systems, are left out.
     *
     * @param moment null for now
     */
    Map<String, FlagStanding> of(Generation generation, String product, Set<String> keys, @Nullable Moment moment);
}
