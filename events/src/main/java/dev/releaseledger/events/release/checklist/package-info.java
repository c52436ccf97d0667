/** Rules over ticking, unticking and waiving checklist items, and how a release's checklists stand. */
@NullMarked
package dev.releaseledger.events.release.checklist;

import org.jspecify.annotations.NullMarked;
