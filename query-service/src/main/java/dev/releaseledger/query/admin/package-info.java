/** Rebuilding the read side. */
@NullMarked
package dev.releaseledger.query.admin;

import org.jspecify.annotations.NullMarked;
