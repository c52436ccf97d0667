/** What was turned down, recorded like everything else. */
@NullMarked
package dev.releaseledger.events.refusal;

import org.jspecify.annotations.NullMarked;
