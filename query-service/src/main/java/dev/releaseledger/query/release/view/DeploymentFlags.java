package dev.releaseledger.query.release.view;

import dev.releaseledger.events.release.Release;
import dev.releaseledger.events.release.Rollout;
import dev.releaseledger.query.release.ReleaseFinder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What the ledger knows of the flags that open a release's deployments, as of when the release was asked for. */
@Component
final class DeploymentFlags {
    private final FlagStandings flags;

    DeploymentFlags(FlagStandings flags) {
        this.flags = flags;
    }

    /** By their keys, those of other systems too. */
    Map<String, FlagStanding> of(ReleaseFinder.Found found) {
        Set<String> keys = keys(found.release());
        Map<String, FlagStanding> known = flags.of(
                found.generation(),
                found.release().plan().product(),
                keys,
                found.then().moment());
        Map<String, FlagStanding> standings = new LinkedHashMap<>();
        keys.forEach(key -> standings.put(key, known.getOrDefault(key, FlagStanding.notKnown(key))));
        return standings;
    }

    private static Set<String> keys(Release release) {
        Set<String> keys = new TreeSet<>();
        release.deployments().values().forEach(deployment -> {
            if (deployment.rollout() instanceof Rollout.Dark dark) {
                keys.addAll(dark.flags());
            }
        });
        return keys;
    }
}
