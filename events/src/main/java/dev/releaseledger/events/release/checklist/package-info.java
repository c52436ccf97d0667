/** Rules over ticking, unticking and waiving checklist items. */
@NullMarked
package dev.releaseledger.events.release.checklist;

import org.jspecify.annotations.NullMarked;
