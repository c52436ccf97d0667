/** The contract that other teams build on: golden entries, JSON Schemas, the catalogue, and the walls around it all. */
@NullMarked
package dev.releaseledger.events.contract;

import org.jspecify.annotations.NullMarked;
