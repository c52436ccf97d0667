/** Feature flags: what is said of them, what it means, and the rules over them. */
@NullMarked
package dev.releaseledger.events.flag;

import org.jspecify.annotations.NullMarked;
