/** Health: what reports say of a deployment, which triggers fire, and the rules over both. */
@NullMarked
package dev.releaseledger.events.release.health;

import org.jspecify.annotations.NullMarked;
