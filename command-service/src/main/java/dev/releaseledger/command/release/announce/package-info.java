/** Announcements of a release: wanted now, made by hand, settled; and what their automation says of them. */
@NullMarked
package dev.releaseledger.command.release.announce;

import org.jspecify.annotations.NullMarked;
