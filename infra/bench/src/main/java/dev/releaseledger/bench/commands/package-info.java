/** Commands through the bus beside Axon's own JDBC engine. */
@NullMarked
package dev.releaseledger.bench.commands;

import org.jspecify.annotations.NullMarked;
