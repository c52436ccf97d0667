/** Who read which evidence: the records of the access topic, how they keep their readers sealed, and the entries made of them. */
@NullMarked
package dev.releaseledger.events.audit;

import org.jspecify.annotations.NullMarked;
