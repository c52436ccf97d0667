/** Planning and rescheduling a release. */
@NullMarked
package dev.releaseledger.command.release.plan;

import org.jspecify.annotations.NullMarked;
