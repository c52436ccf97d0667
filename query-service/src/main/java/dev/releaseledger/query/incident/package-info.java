/** The incident log: incidents in pages, by search, one by one, and as files. */
@NullMarked
package dev.releaseledger.query.incident;

import org.jspecify.annotations.NullMarked;
