/** Incidents: the aggregate that decides about them, and what it reads beside. */
@NullMarked
package dev.releaseledger.command.incident;

import org.jspecify.annotations.NullMarked;
