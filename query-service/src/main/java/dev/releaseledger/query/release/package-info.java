/** What releases have in common for every query. */
@NullMarked
package dev.releaseledger.query.release;

import org.jspecify.annotations.NullMarked;
