/** The ledger's schema: migrated by a step of its own, or at the start. */
@NullMarked
package dev.releaseledger.command.migrate;

import org.jspecify.annotations.NullMarked;
