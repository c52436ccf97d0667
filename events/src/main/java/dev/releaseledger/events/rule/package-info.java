/** What rules have in common, whatever stream they judge. */
@NullMarked
package dev.releaseledger.events.rule;

import org.jspecify.annotations.NullMarked;
