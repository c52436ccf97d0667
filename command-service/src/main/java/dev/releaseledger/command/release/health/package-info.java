/** Health: reports of it gathered into entries, and what they demand. */
@NullMarked
package dev.releaseledger.command.release.health;

import org.jspecify.annotations.NullMarked;
