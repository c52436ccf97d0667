/** Products' policies: their versions, and what changed between them. */
@NullMarked
package dev.releaseledger.query.policy;

import org.jspecify.annotations.NullMarked;
