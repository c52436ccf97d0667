/** Release notes: editing, adding, leaving out, publishing. */
@NullMarked
package dev.releaseledger.command.release.notes;

import org.jspecify.annotations.NullMarked;
