/** What Prometheus says about a deployment, asked through its HTTP API: a number, that there is none, or no answer. */
@NullMarked
package dev.releaseledger.command.health.prometheus;

import org.jspecify.annotations.NullMarked;
