package dev.releaseledger.importer.mapping;

import java.time.Instant;

/** A released version that a later one may patch. */
record Base(String version, Instant releasedAt) {}
