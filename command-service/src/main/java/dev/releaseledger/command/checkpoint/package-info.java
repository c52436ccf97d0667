/** Checkpoints to places outside, so that somebody else keeps them: a webhook, mail, a file. */
@NullMarked
package dev.releaseledger.command.checkpoint;

import org.jspecify.annotations.NullMarked;
