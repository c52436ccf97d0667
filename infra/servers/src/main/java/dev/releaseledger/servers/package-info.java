/** Real PostgreSQL and Kafka servers of this JVM's own, with data that survives it. */
@NullMarked
package dev.releaseledger.servers;

import org.jspecify.annotations.NullMarked;
