/** A release's announcements: when they are due and what became of them. */
@NullMarked
package dev.releaseledger.query.release.announcements;

import org.jspecify.annotations.NullMarked;
