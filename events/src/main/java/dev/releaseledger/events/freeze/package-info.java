/** When a product is not deployed: its freezes, and the rules over them. */
@NullMarked
package dev.releaseledger.events.freeze;

import org.jspecify.annotations.NullMarked;
