/** The hotfix lane: its phases against the clock, and the rules over them. */
@NullMarked
package dev.releaseledger.events.release.hotfix;

import org.jspecify.annotations.NullMarked;
