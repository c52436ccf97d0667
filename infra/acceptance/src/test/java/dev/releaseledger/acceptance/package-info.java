/** What the whole system promises, tested from outside: over REST and Kafka alone, on services that run as processes. */
@NullMarked
package dev.releaseledger.acceptance;

import org.jspecify.annotations.NullMarked;
