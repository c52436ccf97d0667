package dev.releaseledger.events.envelope;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import tools.jackson.databind.node.JsonNodeType;

/** Of which kinds a JSON value may be that an event holds as it is. Without it, one is an object. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface JsonOf {
    /** The kinds. */
    JsonNodeType[] value();
}
