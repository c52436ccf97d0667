/**
 * Flags as code asks for them: the OpenFeature Remote Evaluation Protocol (OFREP) 0.3,
 * https://github.com/open-feature/protocol. What is served is made ready in memory, and renewed as soon as it is projected.
 */
@NullMarked
package dev.releaseledger.query.flag.ofrep;

import org.jspecify.annotations.NullMarked;
