/** Findings that people go without for a while. */
@NullMarked
package dev.releaseledger.command.finding;

import org.jspecify.annotations.NullMarked;
