/** Who is asking, and what they may read. */
@NullMarked
package dev.releaseledger.query.security;

import org.jspecify.annotations.NullMarked;
