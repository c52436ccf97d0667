/** How often flags were evaluated, as the query service says it once a day. */
@NullMarked
package dev.releaseledger.command.flag.count;

import org.jspecify.annotations.NullMarked;
