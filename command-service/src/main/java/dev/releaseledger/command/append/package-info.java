/** The event store engine: one order, one ledger, many commands to a transaction. */
@NullMarked
package dev.releaseledger.command.append;

import org.jspecify.annotations.NullMarked;
