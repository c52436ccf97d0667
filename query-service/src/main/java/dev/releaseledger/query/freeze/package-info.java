/** Times in which products are not deployed. */
@NullMarked
package dev.releaseledger.query.freeze;

import org.jspecify.annotations.NullMarked;
