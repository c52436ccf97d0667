/** What a rule is, what it judges, and what it finds. */
@NullMarked
package dev.releaseledger.events.release.rule;

import org.jspecify.annotations.NullMarked;
