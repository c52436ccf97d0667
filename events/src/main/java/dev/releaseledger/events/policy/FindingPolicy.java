package dev.releaseledger.events.policy;

import java.time.Duration;

/**
 * From when on something is a finding.
 *
 * @param mostChangeAge how old a change may be when a release goes out all at once
 */
public record FindingPolicy(@LeftOut("\"P60D\"") Duration mostChangeAge) {}
