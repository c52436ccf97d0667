/** What flags serve to whom, apart from how far they are open. */
@NullMarked
package dev.releaseledger.command.flag.serve;

import org.jspecify.annotations.NullMarked;
