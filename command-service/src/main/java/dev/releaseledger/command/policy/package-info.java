/** A product's rules: the aggregate that publishes their versions, and the policies that decisions go by. */
@NullMarked
package dev.releaseledger.command.policy;

import org.jspecify.annotations.NullMarked;
