/** Approving and rejecting stages. */
@NullMarked
package dev.releaseledger.command.release.gate;

import org.jspecify.annotations.NullMarked;
