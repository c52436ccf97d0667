/** Going by another version of the policy. */
@NullMarked
package dev.releaseledger.command.release.repin;

import org.jspecify.annotations.NullMarked;
