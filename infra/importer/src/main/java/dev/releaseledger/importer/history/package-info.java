/** A release history as its tags tell it, whatever it was read from. */
@NullMarked
package dev.releaseledger.importer.history;

import org.jspecify.annotations.NullMarked;
