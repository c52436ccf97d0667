/** Automations: one reaction a class, after the fact, never on replay. Here is what they all run on. */
@NullMarked
package dev.releaseledger.command.automation;

import org.jspecify.annotations.NullMarked;
