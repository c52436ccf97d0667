/** Taking a deployment back. */
@NullMarked
package dev.releaseledger.command.release.rollback;

import org.jspecify.annotations.NullMarked;
