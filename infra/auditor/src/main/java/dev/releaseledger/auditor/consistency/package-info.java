/** Whether two checkpoints are of one history. */
@NullMarked
package dev.releaseledger.auditor.consistency;

import org.jspecify.annotations.NullMarked;
