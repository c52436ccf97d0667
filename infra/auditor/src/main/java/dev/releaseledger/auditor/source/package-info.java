/** Where entries come from: files, tiles over HTTP, the Kafka topic. */
@NullMarked
package dev.releaseledger.auditor.source;

import org.jspecify.annotations.NullMarked;
