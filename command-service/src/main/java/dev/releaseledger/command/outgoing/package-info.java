/**
 * Calls to the outside: to nothing inside the house, to exactly the address that was checked, bounded in time and size, and with
 * a clear word on what may have been delivered.
 */
@NullMarked
package dev.releaseledger.command.outgoing;

import org.jspecify.annotations.NullMarked;
