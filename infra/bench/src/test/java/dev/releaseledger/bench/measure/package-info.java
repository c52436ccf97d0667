@NullMarked
package dev.releaseledger.bench.measure;

import org.jspecify.annotations.NullMarked;
