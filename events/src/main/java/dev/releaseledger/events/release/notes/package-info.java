/** Release notes: what they say as a function of a release, how they are written, and the rules over them. */
@NullMarked
package dev.releaseledger.events.release.notes;

import org.jspecify.annotations.NullMarked;
