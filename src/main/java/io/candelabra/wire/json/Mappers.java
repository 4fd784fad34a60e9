package io.candelabra.wire.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Every setting of the library, in one place. */
final class Mappers {

    private Mappers() {}

    static JsonMapper wire(JsonLimits limits, boolean refuseUnknown) {
        return settings(limits, SealedTypes.byFields())
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, refuseUnknown)
                .addModule(Unwritable.times())
                .addModule(new SimpleModule("records").setSerializerModifier(new RecordFields()))
                .build();
    }

    static JsonMapper storage(JsonLimits limits) {
        return storing(settings(limits, SealedTypes.byName())).build();
    }

    static JsonMapper lean(
            JsonLimits limits, List<Shape<?>> shapes, List<Fields<?>> byHand, Function<Class<?>, String> names) {
        return storing(settings(limits, SealedTypes.lean(names)))
                .addModule(Shaped.module(shapes))
                .addModule(FieldWriter.module(byHand))
                .changeDefaultPropertyInclusion(
                        _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
                .changeDefaultNullHandling(_ -> JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    private static JsonMapper.Builder storing(JsonMapper.Builder settings) {
        return settings
                // half a surrogate pair is no UTF-8, and a client may send one: as an escape it comes back as it was
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    private static JsonMapper.Builder settings(JsonLimits limits, JacksonAnnotationIntrospector types) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .maxStringLength(limits.maxStringLength())
                        .maxNameLength(10_000)
                        .maxNumberLength(1_000)
                        .maxDocumentLength(limits.maxDocumentBytes())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        JsonMapper.Builder settings = JsonMapper.builder(factory)
                .annotationIntrospector(types)
                .addModule(values())
                .addModule(Unwritable.numbers())
                // a record is its components, whatever else it can be asked
                .changeDefaultVisibility(seen -> seen.withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE)
                        .withSetterVisibility(Visibility.NONE)
                        .withFieldVisibility(Visibility.ANY)
                        .withCreatorVisibility(Visibility.ANY))
                .changeDefaultPropertyInclusion(
                        _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .enable(MapperFeature.USE_BASE_TYPE_AS_DEFAULT_IMPL)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                // reached in storage only: nothing is lost in this spelling
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        // nothing but text becomes text, and text becomes nothing but text
        settings.withCoercionConfig(LogicalType.Textual, words -> {
            words.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
            words.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            words.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        });
        settings.withCoercionConfigDefaults(all -> {
            all.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
            all.setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        });
        return settings;
    }

    private static SimpleModule values() {
        return new SimpleModule("values")
                .addSerializer(RawJson.class, new RawText.Writer())
                .addDeserializer(RawJson.class, new RawText.Reader())
                .addDeserializer(Object.class, new Untyped());
    }
}
