/** Reads a project's release history and records it through the command service's REST commands. */
@NullMarked
package dev.releaseledger.importer;

import org.jspecify.annotations.NullMarked;
