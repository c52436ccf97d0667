@NullMarked
package dev.releaseledger.bench.gates;

import org.jspecify.annotations.NullMarked;
