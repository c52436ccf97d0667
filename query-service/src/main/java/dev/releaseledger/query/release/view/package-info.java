/** One release as it is, or as it was. */
@NullMarked
package dev.releaseledger.query.release.view;

import org.jspecify.annotations.NullMarked;
