/** Deploying a release, step by step. */
@NullMarked
package dev.releaseledger.command.release.deploy;

import org.jspecify.annotations.NullMarked;
