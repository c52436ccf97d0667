/** What the tests of this service share: a small ledger that publishes, and the service as a running whole. */
@NullMarked
package dev.releaseledger.query.testing;

import org.jspecify.annotations.NullMarked;
