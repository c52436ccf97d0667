/** What runs in environments, as decisions about releases read it. */
@NullMarked
package dev.releaseledger.command.environment;

import org.jspecify.annotations.NullMarked;
