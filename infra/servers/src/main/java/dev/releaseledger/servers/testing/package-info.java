/** What tests need around the services: servers, databases, faults on the wire, signed tokens, a watched service. */
@NullMarked
package dev.releaseledger.servers.testing;

import org.jspecify.annotations.NullMarked;
