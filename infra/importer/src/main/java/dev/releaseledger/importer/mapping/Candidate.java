package dev.releaseledger.importer.mapping;

import java.time.Instant;

/** What is kept of a candidate until the version comes that it was a candidate for. */
record Candidate(String tag, Instant taggedAt) {}
