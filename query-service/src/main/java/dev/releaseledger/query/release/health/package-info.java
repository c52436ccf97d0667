/** What health reports said of deployments, and what follows from them. */
@NullMarked
package dev.releaseledger.query.release.health;

import org.jspecify.annotations.NullMarked;
