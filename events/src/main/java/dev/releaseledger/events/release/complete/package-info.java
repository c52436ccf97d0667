/** Rules over how a release ends. */
@NullMarked
package dev.releaseledger.events.release.complete;

import org.jspecify.annotations.NullMarked;
