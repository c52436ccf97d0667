/** Rules over how a release ends, and over every event of a release. */
@NullMarked
package dev.releaseledger.events.release.complete;

import org.jspecify.annotations.NullMarked;
