package io.candelabra.wire.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Teaches the library this project's sealed interfaces, so that no record needs an annotation of it. An interface in an
 * interface is flattened: the written form is always that of a record, by its name.
 */
final class SealedTypes extends JacksonAnnotationIntrospector {

    private static final String PROJECT = "io.candelabra.";

    /** Under which it stands which record of a family it is. */
    static final String NAME = "@";

    private static final JsonTypeInfo.Value BY_NAME =
            JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, NAME, null, false, true);

    private final JsonTypeInfo.Value typing;

    private final boolean lean;

    private final Function<Class<?>, String> names;

    private SealedTypes(JsonTypeInfo.Value typing, boolean lean, Function<Class<?>, String> names) {
        this.typing = typing;
        this.lean = lean;
        this.names = names;
    }

    /** The record's simple name stands in the text as {@code "@"}. */
    static SealedTypes byName() {
        return new SealedTypes(BY_NAME, false, Class::getSimpleName);
    }

    /** By a name that is given to the record, and nothing has to be there. */
    static SealedTypes lean(Function<Class<?>, String> names) {
        return new SealedTypes(BY_NAME, true, names);
    }

    /** Nothing is added to the text; the fields that are there tell the record. */
    static SealedTypes byFields() {
        return new SealedTypes(
                JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.DEDUCTION, JsonTypeInfo.As.PROPERTY, "", null, false, true),
                false,
                Class::getSimpleName);
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedClass type && typed(type.getRawType())) {
            return typing;
        }
        return super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedClass type && isSealedInterface(type.getRawType())) {
            List<NamedType> records = new ArrayList<>();
            collect(type.getRawType(), records);
            return records;
        }
        return super.findSubtypes(config, annotated);
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
        return typed(type.getRawType()) && type.getRawType().isRecord()
                ? names.apply(type.getRawType())
                : super.findTypeName(config, type);
    }

    /** A primitive cannot say that it was not there, so it has to be there, unless what is 0 or false is left out. */
    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return member.getRawType().isPrimitive() && !lean ? Boolean.TRUE : super.hasRequiredMarker(config, member);
    }

    private void collect(Class<?> family, List<NamedType> into) {
        Map<String, Class<?>> known = new HashMap<>();
        collect(family, into, known);
    }

    private void collect(Class<?> type, List<NamedType> into, Map<String, Class<?>> known) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                collect(permitted, into, known);
                continue;
            }
            String name = names.apply(permitted);
            Class<?> other = known.putIfAbsent(name, permitted);
            if (other == null) {
                into.add(new NamedType(permitted, name));
            } else if (other != permitted) {
                throw new IllegalStateException(permitted + " and " + other + " have one name for storage");
            }
        }
    }

    /** By name, a record of a sealed interface says its name wherever it stands, also at the top. */
    private boolean typed(Class<?> type) {
        return isSealedInterface(type) || (typing.getIdType() == JsonTypeInfo.Id.NAME && isOfSealedInterface(type));
    }

    private static boolean isSealedInterface(Class<?> type) {
        return type.isInterface() && type.isSealed() && type.getName().startsWith(PROJECT);
    }

    private static boolean isOfSealedInterface(Class<?> type) {
        for (Class<?> parent : type.getInterfaces()) {
            if (isSealedInterface(parent)) {
                return true;
            }
        }
        return false;
    }
}
