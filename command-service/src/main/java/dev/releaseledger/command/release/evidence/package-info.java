/** Recording evidence for criteria. */
@NullMarked
package dev.releaseledger.command.release.evidence;

import org.jspecify.annotations.NullMarked;
