/** What the service is configured with. */
@NullMarked
package dev.releaseledger.query.settings;

import org.jspecify.annotations.NullMarked;
