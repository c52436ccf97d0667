/** Opening incidents, and linking them to what they have to do with. */
@NullMarked
package dev.releaseledger.command.incident.open;

import org.jspecify.annotations.NullMarked;
