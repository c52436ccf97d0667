/** What runs in an environment: its history, and what that means. */
@NullMarked
package dev.releaseledger.events.environment;

import org.jspecify.annotations.NullMarked;
