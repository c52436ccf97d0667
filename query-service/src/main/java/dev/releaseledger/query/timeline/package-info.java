/** Timelines: what happened around an incident or in a release, in one order, and why each of it is told. */
@NullMarked
package dev.releaseledger.query.timeline;

import org.jspecify.annotations.NullMarked;
