/** Flags that open what releases bring: linked when it is deployed, disabled when it is taken back. */
@NullMarked
package dev.releaseledger.command.flag.link;

import org.jspecify.annotations.NullMarked;
