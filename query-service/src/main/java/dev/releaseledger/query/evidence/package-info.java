/** Evidence bundles: what an auditor takes away and checks without us. */
@NullMarked
package dev.releaseledger.query.evidence;

import org.jspecify.annotations.NullMarked;
