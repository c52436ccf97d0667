/** The DORA figures, and the entries behind each. */
@NullMarked
package dev.releaseledger.query.dora;

import org.jspecify.annotations.NullMarked;
