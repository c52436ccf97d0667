/** Rules over opening and shutting the gates of the stages. */
@NullMarked
package dev.releaseledger.events.release.gate;

import org.jspecify.annotations.NullMarked;
