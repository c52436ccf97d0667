/** A product's versioned rules as data: stages, criteria, checklists, strategies. */
@NullMarked
package dev.releaseledger.events.policy;

import org.jspecify.annotations.NullMarked;
