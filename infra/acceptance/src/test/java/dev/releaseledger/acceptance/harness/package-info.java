/** Starts ledgers of processes, calls them, consumes their topics, and does to them what the world does. */
@NullMarked
package dev.releaseledger.acceptance.harness;

import org.jspecify.annotations.NullMarked;
