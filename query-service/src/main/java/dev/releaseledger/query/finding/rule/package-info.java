/** What a history proves: anti-patterns and broken rules, each a pure function of what was said. */
@NullMarked
package dev.releaseledger.query.finding.rule;

import org.jspecify.annotations.NullMarked;
