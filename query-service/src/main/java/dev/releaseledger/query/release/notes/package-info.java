/** A release's notes: as JSON, Markdown and HTML. */
@NullMarked
package dev.releaseledger.query.release.notes;

import org.jspecify.annotations.NullMarked;
