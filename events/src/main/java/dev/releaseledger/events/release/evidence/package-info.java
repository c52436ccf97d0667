/** Rules over what shows that a criterion is met. */
@NullMarked
package dev.releaseledger.events.release.evidence;

import org.jspecify.annotations.NullMarked;
