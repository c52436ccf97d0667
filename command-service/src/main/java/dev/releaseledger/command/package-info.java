/** The command service: it decides. */
@NullMarked
package dev.releaseledger.command;

import org.jspecify.annotations.NullMarked;
