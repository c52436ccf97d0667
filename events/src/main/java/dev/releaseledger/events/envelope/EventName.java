package dev.releaseledger.events.envelope;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The stable name of an event record, without the common prefix: {@code release.stage-approved.v1} names the CloudEvents
 * type {@code dev.releaseledger.release.stage-approved.v1}. A name's meaning never changes; a new shape is a new version.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {
    /** {@code <family>.<kebab-case name>.v<version>}. */
    String value();
}
