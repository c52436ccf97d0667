/** Tests of the tests' tools. */
@NullMarked
package dev.releaseledger.servers.testing;

import org.jspecify.annotations.NullMarked;
