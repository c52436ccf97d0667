package dev.releaseledger.events.environment;

import dev.releaseledger.events.envelope.EventName;

/**
 * A version was verified in the environment: it is what runs there from now on.
 *
 * @param running what runs
 */
@EventName("environment.version-took-over.v1")
public record VersionTookOver(RunningVersion running) implements EnvironmentEvent {}
