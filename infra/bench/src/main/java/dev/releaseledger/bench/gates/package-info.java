/** What it takes to tell how a release's gates stand. */
@NullMarked
package dev.releaseledger.bench.gates;

import org.jspecify.annotations.NullMarked;
