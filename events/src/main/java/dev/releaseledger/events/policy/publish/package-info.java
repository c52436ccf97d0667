/** Rules over publishing a version of a product's policy. */
@NullMarked
package dev.releaseledger.events.policy.publish;

import org.jspecify.annotations.NullMarked;
