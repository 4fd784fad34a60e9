package io.candelabra.wire.json;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/** Teaches the library {@link Spread}. */
final class Spreading extends ValueSerializerModifier {

    @Override
    public List<BeanPropertyWriter> orderProperties(
            SerializationConfig config, BeanDescription.Supplier record, List<BeanPropertyWriter> components) {
        Optional<String> spread = spread(record.getBeanClass());
        if (spread.isEmpty()) {
            return components;
        }
        Set<String> own = components.stream().map(BeanPropertyWriter::getName).collect(Collectors.toSet());
        List<BeanPropertyWriter> written = new ArrayList<>();
        Further further = components.stream()
                .filter(component -> component.getName().equals(spread.get()))
                .map(component -> new Further(component, own))
                .findFirst()
                .orElseThrow();
        boolean after = false;
        for (BeanPropertyWriter component : components) {
            boolean here = component.getName().equals(spread.get());
            written.add(here ? further : after ? component : new Before(component, further));
            after |= here;
        }
        return written;
    }

    /** Name of the component that is spread; empty where none is. */
    private static Optional<String> spread(Class<?> type) {
        return !type.isRecord()
                ? Optional.empty()
                : Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.isAnnotationPresent(Spread.class))
                        .map(RecordComponent::getName)
                        .findFirst();
    }

    /** The map itself. */
    private static final class Further extends BeanPropertyWriter {
        private final Set<String> own;

        /** @param own names of the record's components, which are written by themselves */
        Further(BeanPropertyWriter component, Set<String> own) {
            super(component);
            this.own = own;
        }

        Map<?, ?> of(Object record) throws Exception {
            return get(record) instanceof Map<?, ?> map ? map : Map.of();
        }

        @Override
        public void serializeAsProperty(Object record, JsonGenerator out, SerializationContext context)
                throws Exception {
            for (Map.Entry<?, ?> field : of(record).entrySet()) {
                String name = String.valueOf(field.getKey());
                if (!own.contains(name)) {
                    out.writeName(name);
                    context.writeValue(out, field.getValue());
                }
            }
        }
    }

    /** A component that stands before the map, and gives way to a field of the map. */
    private static final class Before extends BeanPropertyWriter {
        private final Further further;

        Before(BeanPropertyWriter component, Further further) {
            super(component);
            this.further = further;
        }

        @Override
        public void serializeAsProperty(Object record, JsonGenerator out, SerializationContext context)
                throws Exception {
            Map<?, ?> fields = further.of(record);
            if (fields.containsKey(getName())) {
                out.writeName(getName());
                context.writeValue(out, fields.get(getName()));
            } else {
                super.serializeAsProperty(record, out, context);
            }
        }
    }
}
