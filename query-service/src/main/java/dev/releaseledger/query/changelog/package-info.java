/** A product's changelog over its releases. */
@NullMarked
package dev.releaseledger.query.changelog;

import org.jspecify.annotations.NullMarked;
