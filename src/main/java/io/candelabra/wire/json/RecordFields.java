package io.candelabra.wire.json;

import java.lang.annotation.Annotation;
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

/** Teaches the library the marks on components of records: {@link Spread}, {@link LeftOut} and {@link EvenNull}. */
final class RecordFields extends ValueSerializerModifier {

    @Override
    public List<BeanPropertyWriter> orderProperties(
            SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> components) {
        Class<?> type = bean.getBeanClass();
        Set<String> spread = marked(type, Spread.class);
        Set<String> leftOut = marked(type, LeftOut.class);
        Set<String> evenNull = marked(type, EvenNull.class);
        if (spread.isEmpty() && leftOut.isEmpty() && evenNull.isEmpty()) {
            return components;
        }
        Set<String> own = components.stream().map(BeanPropertyWriter::getName).collect(Collectors.toSet());
        Optional<Further> further = named(components, spread).map(map -> new Further(map, own));
        Optional<Names> names = named(components, leftOut).map(Names::new);
        List<BeanPropertyWriter> written = new ArrayList<>();
        boolean before = true;
        for (BeanPropertyWriter component : components) {
            if (spread.contains(component.getName())) {
                before = false;
                written.add(further.orElseThrow());
            } else if (leftOut.contains(component.getName())) {
                written.add(names.orElseThrow());
            } else {
                written.add(new Component(
                        component, before ? further : Optional.empty(), names, evenNull.contains(component.getName())));
            }
        }
        return written;
    }

    /** Names of a record's components that have a mark. */
    private static Set<String> marked(Class<?> type, Class<? extends Annotation> mark) {
        return !type.isRecord()
                ? Set.of()
                : Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.isAnnotationPresent(mark))
                        .map(RecordComponent::getName)
                        .collect(Collectors.toSet());
    }

    private static Optional<BeanPropertyWriter> named(List<BeanPropertyWriter> components, Set<String> names) {
        return components.stream()
                .filter(component -> names.contains(component.getName()))
                .findFirst();
    }

    /** The map of a {@link Spread}. */
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

    /** The names of a {@link LeftOut}. */
    private static final class Names extends BeanPropertyWriter {
        Names(BeanPropertyWriter component) {
            super(component);
        }

        boolean has(Object record, String name) throws Exception {
            return get(record) instanceof Set<?> names && names.contains(name);
        }

        @Override
        public void serializeAsProperty(Object record, JsonGenerator out, SerializationContext context) {
            // the names say what is not written, and are not written themselves
        }
    }

    /** Any other component of a record that has marks. */
    private static final class Component extends BeanPropertyWriter {
        private final Optional<Further> further;
        private final Optional<Names> leftOut;
        private final boolean evenNull;

        /** @param further the map that may hold a field in place of the component; empty where the component stands behind it */
        Component(BeanPropertyWriter component, Optional<Further> further, Optional<Names> leftOut, boolean evenNull) {
            super(component);
            this.further = further;
            this.leftOut = leftOut;
            this.evenNull = evenNull;
        }

        @Override
        public void serializeAsProperty(Object record, JsonGenerator out, SerializationContext context)
                throws Exception {
            if (further.isPresent()) {
                Map<?, ?> fields = further.get().of(record);
                if (!fields.isEmpty() && fields.containsKey(getName())) {
                    out.writeName(getName());
                    context.writeValue(out, fields.get(getName()));
                    return;
                }
            }
            if (leftOut.isPresent() && leftOut.get().has(record, getName())) {
                return;
            }
            if (evenNull && get(record) == null) {
                out.writeName(getName());
                out.writeNull();
            } else {
                super.serializeAsProperty(record, out, context);
            }
        }
    }
}
