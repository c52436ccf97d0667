/** Tests of the token issuer. */
@NullMarked
package dev.releaseledger.local.issuer;

import org.jspecify.annotations.NullMarked;
