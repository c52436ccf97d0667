/** Incidents that nobody opens: what happens by itself is led to one. */
@NullMarked
package dev.releaseledger.command.incident.gather;

import org.jspecify.annotations.NullMarked;
