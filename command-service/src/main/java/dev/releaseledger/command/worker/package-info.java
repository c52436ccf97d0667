/** Work that goes on beside the commands. */
@NullMarked
package dev.releaseledger.command.worker;

import org.jspecify.annotations.NullMarked;
