/** Entries and checkpoints to Kafka, in position order, each exactly once. */
@NullMarked
package dev.releaseledger.command.publish;

import org.jspecify.annotations.NullMarked;
