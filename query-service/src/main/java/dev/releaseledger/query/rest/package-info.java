/** What all endpoints share: strict query parameters, cursors, problems. */
@NullMarked
package dev.releaseledger.query.rest;

import org.jspecify.annotations.NullMarked;
