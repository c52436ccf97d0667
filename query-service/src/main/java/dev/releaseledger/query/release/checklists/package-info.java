/** The checklists of one release: what is done, whose turn it is, and what is open on its day. */
@NullMarked
package dev.releaseledger.query.release.checklists;

import org.jspecify.annotations.NullMarked;
