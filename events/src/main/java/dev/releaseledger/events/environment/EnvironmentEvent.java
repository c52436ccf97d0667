package dev.releaseledger.events.environment;

import dev.releaseledger.events.envelope.Event;

/**
 * What may be said about what runs in a product's environment. Stream {@code environment/<product>/<name>}. Each follows from
 * what is said of a release, and is recorded together with it.
 */
public sealed interface EnvironmentEvent extends Event permits VersionTookOver, VersionReturned {

    /** The stream of a product's environment. */
    static String stream(String product, String environment) {
        return "environment/" + product + "/" + environment;
    }
}
