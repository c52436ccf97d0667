/** Feature flags: in pages, one by one, as they are and as they were. */
@NullMarked
package dev.releaseledger.query.flag;

import org.jspecify.annotations.NullMarked;
