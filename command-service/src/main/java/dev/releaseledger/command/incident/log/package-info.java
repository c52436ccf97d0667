/** The incident log. */
@NullMarked
package dev.releaseledger.command.incident.log;

import org.jspecify.annotations.NullMarked;
