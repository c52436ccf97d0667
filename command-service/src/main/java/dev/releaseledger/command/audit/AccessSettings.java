package dev.releaseledger.command.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How it is recorded who reads evidence.
 *
 * @param key the file with the keys that readers are sealed with, the same as the query service's; without one nothing is
 *     recorded and nobody's name is looked up
 * @param record whether this instance takes part in appending the records
 * @param acknowledgeWithin the longest that a name waits for Kafka to have the record of who looks it up
 * @param gather how long records are gathered for one entry
 * @param keyPatience how long to wait for a key that a record names and that is not in the file, before the record is counted as
 *     unopened
 */
@ConfigurationProperties("release-ledger.access")
record AccessSettings(
        @DefaultValue("") String key,
        @DefaultValue("true") boolean record,
        @DefaultValue("5s") Duration acknowledgeWithin,
        @DefaultValue("1s") Duration gather,
        @DefaultValue("10m") Duration keyPatience) {}
