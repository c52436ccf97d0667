/** Rules over changing the policy that a release goes by. */
@NullMarked
package dev.releaseledger.events.release.repin;

import org.jspecify.annotations.NullMarked;
