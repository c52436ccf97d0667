/** Completing and cancelling a release. */
@NullMarked
package dev.releaseledger.command.release.complete;

import org.jspecify.annotations.NullMarked;
