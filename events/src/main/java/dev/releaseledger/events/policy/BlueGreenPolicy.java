package dev.releaseledger.events.policy;

import java.time.Duration;

/**
 * How colours change in a blue-green deployment.
 *
 * @param keep how long the old colour is kept at least after traffic was switched, to go back to
 */
public record BlueGreenPolicy(@LeftOut("\"PT1H\"") Duration keep) {}
