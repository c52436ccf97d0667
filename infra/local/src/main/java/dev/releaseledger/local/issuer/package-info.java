/** Who gives out tokens where no organisation's identity provider does. */
@NullMarked
package dev.releaseledger.local.issuer;

import org.jspecify.annotations.NullMarked;
