/** The hotfix lane: triage, branch, budgets against the clock, and what is cleaned up after. */
@NullMarked
package dev.releaseledger.command.release.hotfix;

import org.jspecify.annotations.NullMarked;
