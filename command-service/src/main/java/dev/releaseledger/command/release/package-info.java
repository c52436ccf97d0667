/** The release: the aggregate that loads, asks the rules and applies. */
@NullMarked
package dev.releaseledger.command.release;

import org.jspecify.annotations.NullMarked;
