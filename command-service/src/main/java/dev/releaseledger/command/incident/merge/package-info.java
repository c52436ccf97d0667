/** Incidents that turn out to be the same. */
@NullMarked
package dev.releaseledger.command.incident.merge;

import org.jspecify.annotations.NullMarked;
