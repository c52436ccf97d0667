/** Announcements go out: what they say, when their time has come, and what becomes of them. */
@NullMarked
package dev.releaseledger.command.announce;

import org.jspecify.annotations.NullMarked;
