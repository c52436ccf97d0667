/** What runs where, at any time. */
@NullMarked
package dev.releaseledger.query.environment;

import org.jspecify.annotations.NullMarked;
