/** Ticking, unticking and waiving checklist items. */
@NullMarked
package dev.releaseledger.command.release.checklist;

import org.jspecify.annotations.NullMarked;
