/** What differs between two values, as people read it and as JSON Patch says it. */
@NullMarked
package dev.releaseledger.auditor.difference;

import org.jspecify.annotations.NullMarked;
