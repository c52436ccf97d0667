/** What a release includes: adding and removing changes. */
@NullMarked
package dev.releaseledger.command.release.content;

import org.jspecify.annotations.NullMarked;
