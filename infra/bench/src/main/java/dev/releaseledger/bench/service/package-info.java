/** The services as processes: commands over HTTP, projecting, rebuilding. */
@NullMarked
package dev.releaseledger.bench.service;

import org.jspecify.annotations.NullMarked;
