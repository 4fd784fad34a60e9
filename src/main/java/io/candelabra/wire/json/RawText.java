package io.candelabra.wire.json;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes and reads {@link RawJson}. */
final class RawText {

    private static final JsonFactory COMPACT = new JsonFactory();

    private RawText() {}

    static final class Writer extends StdSerializer<RawJson> {
        Writer() {
            super(RawJson.class);
        }

        @Override
        public void serialize(RawJson value, JsonGenerator out, SerializationContext context) {
            out.writeRawValue(value.text());
        }
    }

    static final class Reader extends StdDeserializer<RawJson> {
        Reader() {
            super(RawJson.class);
        }

        @Override
        public RawJson deserialize(JsonParser in, DeserializationContext context) {
            StringWriter text = new StringWriter();
            try (JsonGenerator out = COMPACT.createGenerator(ObjectWriteContext.empty(), text)) {
                copy(in, out);
            }
            return new RawJson(text.toString());
        }

        /** Numbers go over as they are spelled: 1.10 stays 1.10, and 1e3 is not computed. */
        private static void copy(JsonParser in, JsonGenerator out) {
            int depth = 0;
            do {
                switch (in.currentToken()) {
                    case START_OBJECT -> {
                        out.writeStartObject();
                        depth++;
                    }
                    case START_ARRAY -> {
                        out.writeStartArray();
                        depth++;
                    }
                    case END_OBJECT -> {
                        out.writeEndObject();
                        depth--;
                    }
                    case END_ARRAY -> {
                        out.writeEndArray();
                        depth--;
                    }
                    case PROPERTY_NAME -> out.writeName(in.currentName());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeNumber(in.getString());
                    case VALUE_STRING -> out.writeString(in.getString());
                    case VALUE_TRUE -> out.writeBoolean(true);
                    case VALUE_FALSE -> out.writeBoolean(false);
                    case VALUE_NULL -> out.writeNull();
                    case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> throw new IllegalStateException("not a text parser");
                }
                if (depth > 0) {
                    in.nextToken();
                }
            } while (depth > 0);
        }

        @Override
        public RawJson getNullValue(DeserializationContext context) {
            return new RawJson("null");
        }
    }
}
