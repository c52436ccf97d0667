/** Who calls: tokens, subjects, grants. */
@NullMarked
package dev.releaseledger.command.security;

import org.jspecify.annotations.NullMarked;
