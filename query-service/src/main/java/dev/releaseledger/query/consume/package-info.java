/** Kafka to projections: takes only the next position, checks the tree, and is the only one that writes. */
@NullMarked
package dev.releaseledger.query.consume;

import org.jspecify.annotations.NullMarked;
