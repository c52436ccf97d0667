/** Findings that people go without for a while, with a reason. */
@NullMarked
package dev.releaseledger.events.finding;

import org.jspecify.annotations.NullMarked;
