/** Running incidents, from the first who takes care to the close. */
@NullMarked
package dev.releaseledger.command.incident.run;

import org.jspecify.annotations.NullMarked;
