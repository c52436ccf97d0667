/** Times in which a product is not deployed: declaring and lifting them, and how decisions about releases read them. */
@NullMarked
package dev.releaseledger.command.freeze;

import org.jspecify.annotations.NullMarked;
