/** Where commands are taken: receipts, attempts, refusals, answers. */
@NullMarked
package dev.releaseledger.command.desk;

import org.jspecify.annotations.NullMarked;
