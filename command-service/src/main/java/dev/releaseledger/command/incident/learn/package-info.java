/** What follows from incidents: root cause, action items, post-mortem, re-release. */
@NullMarked
package dev.releaseledger.command.incident.learn;

import org.jspecify.annotations.NullMarked;
