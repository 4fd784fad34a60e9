package io.candelabra.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which a kind of record stands in data folders. It is written out, so that the record can be called otherwise
 * in the program; the name itself stays what it is, or a step of the store's schema changes it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Stored {
    String value();

    /** Finds the names. */
    final class Name {
        private static final ClassValue<String> KNOWN = new ClassValue<>() {
            @Override
            protected String computeValue(Class<?> kind) {
                Stored name = kind.getAnnotation(Stored.class);
                if (name == null) {
                    throw new IllegalArgumentException(kind + " has no name under which it is stored");
                }
                return name.value();
            }
        };

        private Name() {}

        /** The name of a kind of record that is stored. */
        public static String of(Class<?> kind) {
            return KNOWN.get(kind);
        }
    }
}
