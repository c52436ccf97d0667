/** Feature flags: the aggregate that decides about them, and what it reads beside. */
@NullMarked
package dev.releaseledger.command.flag;

import org.jspecify.annotations.NullMarked;
