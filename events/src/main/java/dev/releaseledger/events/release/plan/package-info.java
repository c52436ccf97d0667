/** Rules over planning a release. */
@NullMarked
package dev.releaseledger.events.release.plan;

import org.jspecify.annotations.NullMarked;
