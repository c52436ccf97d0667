/** Errors as RFC 9457 problems: what was found and what would be right, and nothing of how the service is made. */
@NullMarked
package dev.releaseledger.command.problem;

import org.jspecify.annotations.NullMarked;
