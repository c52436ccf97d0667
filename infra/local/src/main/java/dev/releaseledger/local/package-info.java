/** Everything in one JVM: PostgreSQL, Kafka, a token issuer, both services. */
@NullMarked
package dev.releaseledger.local;

import org.jspecify.annotations.NullMarked;
