/** Release histories in files: a tag a line, as JSON. */
@NullMarked
package dev.releaseledger.importer.history.file;

import org.jspecify.annotations.NullMarked;
