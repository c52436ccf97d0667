/** How flags come to be, and what they have to do with releases. */
@NullMarked
package dev.releaseledger.command.flag.define;

import org.jspecify.annotations.NullMarked;
