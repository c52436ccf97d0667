/** What hurt users: incidents, what they mean, and the rules over them. */
@NullMarked
package dev.releaseledger.events.incident;

import org.jspecify.annotations.NullMarked;
