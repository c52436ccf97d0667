/** Release histories straight out of git repositories. */
@NullMarked
package dev.releaseledger.importer.history.git;

import org.jspecify.annotations.NullMarked;
