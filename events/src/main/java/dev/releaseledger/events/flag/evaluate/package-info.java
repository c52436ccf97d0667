/** What a flag serves to whom: pure, worked out once for each state of a flag, the same for everybody who evaluates it. */
@NullMarked
package dev.releaseledger.events.flag.evaluate;

import org.jspecify.annotations.NullMarked;
