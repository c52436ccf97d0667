/** Who reads which evidence: told before the first byte leaves, and shown to those who may know. */
@NullMarked
package dev.releaseledger.query.audit;

import org.jspecify.annotations.NullMarked;
