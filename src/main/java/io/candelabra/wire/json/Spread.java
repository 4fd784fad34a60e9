package io.candelabra.wire.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component of a record that is a map of further fields: where the record is written, its entries stand among the
 * record's own fields, at the place of the component. Of a field that is there twice, the entry is written in place of a
 * component that stands before the map, and the component is written where it stands after the map. Such a record is written
 * by {@link Json}, and read without the further fields.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Spread {}
