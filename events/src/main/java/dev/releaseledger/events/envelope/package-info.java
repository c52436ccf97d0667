/** The entry: one event as bytes, a CloudEvents 1.0 JSON envelope, written once and read for ever. */
@NullMarked
package dev.releaseledger.events.envelope;

import org.jspecify.annotations.NullMarked;
