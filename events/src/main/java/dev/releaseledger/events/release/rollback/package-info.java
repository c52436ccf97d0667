/** Rules over taking a deployment back. */
@NullMarked
package dev.releaseledger.events.release.rollback;

import org.jspecify.annotations.NullMarked;
