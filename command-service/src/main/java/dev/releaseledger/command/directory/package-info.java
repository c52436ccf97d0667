/** People: token subjects as random ids, so that a person can be forgotten and the ledger still verifies. */
@NullMarked
package dev.releaseledger.command.directory;

import org.jspecify.annotations.NullMarked;
