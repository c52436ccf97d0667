/** What a history's tags become in the ledger: pure functions from tags to the commands that record them. */
@NullMarked
package dev.releaseledger.importer.mapping;

import org.jspecify.annotations.NullMarked;
