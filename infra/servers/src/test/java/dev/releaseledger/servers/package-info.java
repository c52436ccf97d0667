/** Tests of the embedded servers. */
@NullMarked
package dev.releaseledger.servers;

import org.jspecify.annotations.NullMarked;
