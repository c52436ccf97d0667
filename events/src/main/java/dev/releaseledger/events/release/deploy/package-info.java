/** Rules over deploying a release. */
@NullMarked
package dev.releaseledger.events.release.deploy;

import org.jspecify.annotations.NullMarked;
