@NullMarked
package dev.releaseledger.bench.service;

import org.jspecify.annotations.NullMarked;
