package io.candelabra.wire.json;

import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Date;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Refuses what JSON has no word for, instead of finding one that no client knows. */
final class Unwritable {

    private Unwritable() {}

    /** Numbers that are none. */
    static SimpleModule numbers() {
        return new SimpleModule("numbers")
                .addSerializer(Double.class, new Finite<>(Double.class))
                .addSerializer(Double.TYPE, new Finite<>(Double.TYPE))
                .addSerializer(Float.class, new Finite<>(Float.class))
                .addSerializer(Float.TYPE, new Finite<>(Float.TYPE));
    }

    /** Times: each dialect spells them its own way. */
    static SimpleModule times() {
        return new SimpleModule("times")
                .addSerializer(TemporalAccessor.class, new Never<>(TemporalAccessor.class))
                .addSerializer(TemporalAmount.class, new Never<>(TemporalAmount.class))
                .addSerializer(Date.class, new Never<>(Date.class));
    }

    private static final class Finite<T extends Number> extends StdSerializer<T> {
        Finite(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            if (!Double.isFinite(value.doubleValue())) {
                context.reportMappingProblem("not a number");
            }
            if (value instanceof Float real) {
                out.writeNumber(real.floatValue());
            } else {
                out.writeNumber(value.doubleValue());
            }
        }
    }

    private static final class Never<T> extends StdSerializer<T> {
        Never(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            context.reportMappingProblem("a time");
        }
    }
}
