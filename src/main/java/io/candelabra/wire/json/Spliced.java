package io.candelabra.wire.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a record whose JSON was written before and is put in behind the record's own fields. The component is
 * null and {@link Json} does not write it; descriptions tell of it as of a field that is always there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Spliced {}
