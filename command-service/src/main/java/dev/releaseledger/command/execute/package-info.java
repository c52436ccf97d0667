/** Rollbacks are executed outside: what is asked for, and what is known of it afterwards. */
@NullMarked
package dev.releaseledger.command.execute;

import org.jspecify.annotations.NullMarked;
