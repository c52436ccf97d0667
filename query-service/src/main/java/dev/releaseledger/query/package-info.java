/** Remembers: reads the ledger from Kafka, checks it, and answers queries. */
@NullMarked
package dev.releaseledger.query;

import org.jspecify.annotations.NullMarked;
