@NullMarked
package dev.releaseledger.bench.append;

import org.jspecify.annotations.NullMarked;
