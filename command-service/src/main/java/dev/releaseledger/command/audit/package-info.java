/**
 * Who read which evidence: the records of the access topic, appended to a stream of their own, and what this service itself
 * tells that topic.
 */
@NullMarked
package dev.releaseledger.command.audit;

import org.jspecify.annotations.NullMarked;
