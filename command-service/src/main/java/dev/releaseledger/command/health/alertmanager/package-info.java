/** What Alertmanager delivers to a webhook. */
@NullMarked
package dev.releaseledger.command.health.alertmanager;

import org.jspecify.annotations.NullMarked;
