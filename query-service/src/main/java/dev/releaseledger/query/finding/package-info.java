/** Findings: what the history proves to have gone wrong. */
@NullMarked
package dev.releaseledger.query.finding;

import org.jspecify.annotations.NullMarked;
