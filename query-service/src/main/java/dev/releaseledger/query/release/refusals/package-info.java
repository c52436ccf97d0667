/** What was turned down on a release. */
@NullMarked
package dev.releaseledger.query.release.refusals;

import org.jspecify.annotations.NullMarked;
