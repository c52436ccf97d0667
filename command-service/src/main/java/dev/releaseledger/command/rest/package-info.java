/** What every endpoint shares: reading bodies with all their faults, and answering with problems. */
@NullMarked
package dev.releaseledger.command.rest;

import org.jspecify.annotations.NullMarked;
