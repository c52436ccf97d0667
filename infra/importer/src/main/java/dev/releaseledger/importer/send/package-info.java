/** Sends commands to the command service: tokens, retries, and many releases at a time. */
@NullMarked
package dev.releaseledger.importer.send;

import org.jspecify.annotations.NullMarked;
