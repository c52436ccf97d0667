/** How far flags are open, and whether they are on at all. */
@NullMarked
package dev.releaseledger.command.flag.rollout;

import org.jspecify.annotations.NullMarked;
