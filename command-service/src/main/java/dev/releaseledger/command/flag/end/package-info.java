/** How flags come to their end: what they are needed for passes, they leave the code, they are archived. */
@NullMarked
package dev.releaseledger.command.flag.end;

import org.jspecify.annotations.NullMarked;
