/** The topics of a ledger in Kafka: what keeps them whole. Knows Kafka's settings by their names alone. */
@NullMarked
package dev.releaseledger.events.topic;

import org.jspecify.annotations.NullMarked;
