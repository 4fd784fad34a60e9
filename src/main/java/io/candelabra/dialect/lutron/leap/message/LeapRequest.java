package io.candelabra.dialect.lutron.leap.message;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that asks for something.
 *
 * @param tag what joins the answer to it; empty where it has none
 * @param page from which item on a list is wanted; 0 for the beginning
 * @param body one field, named after what it is; empty where there is none
 */
public record LeapRequest(Verb verb, LeapUrl url, Optional<String> tag, int page, Map<?, ?> body) {

    /** The parts of a message that an answer repeats, also of a message that makes no sense. */
    public record Head(Optional<String> url, Optional<String> tag) {
        public static final Head NONE = new Head(Optional.empty(), Optional.empty());

        /** Takes address and tag where they are text. */
        public static Head of(@Nullable Object message) {
            return message instanceof Map<?, ?> map && map.get("Header") instanceof Map<?, ?> header
                    ? new Head(text(header.get("Url")), text(header.get("ClientTag")))
                    : NONE;
        }

        private static Optional<String> text(@Nullable Object value) {
            return value instanceof String text ? Optional.of(text) : Optional.empty();
        }
    }

    /** Reads a message from its JSON tree. Throws {@link LeapError} 400. */
    public static LeapRequest of(@Nullable Object message) {
        if (!(message instanceof Map<?, ?> map)) {
            throw LeapError.bad("A message is an object with CommuniqueType and Header");
        }
        if (!(map.get("CommuniqueType") instanceof String communique)) {
            throw LeapError.invalid("CommuniqueType", "has to be a text");
        }
        Verb verb = Verb.of(communique)
                .orElseThrow(() -> LeapError.invalid("CommuniqueType", "has to be a request such as ReadRequest"));
        if (!(map.get("Header") instanceof Map<?, ?> header)) {
            throw LeapError.invalid("Header", "has to be an object");
        }
        if (!(header.get("Url") instanceof String url)) {
            throw LeapError.invalid("Header/Url", "has to be a text");
        }
        Object tag = header.get("ClientTag");
        if (tag != null && !(tag instanceof String)) {
            throw LeapError.invalid("Header/ClientTag", "has to be a text");
        }
        Object body = map.get("Body");
        if (body != null && !(body instanceof Map)) {
            throw LeapError.invalid("Body", "has to be an object");
        }
        return new LeapRequest(
                verb,
                LeapUrl.of(url),
                Optional.ofNullable(tag).map(String::valueOf),
                page(header.get("Paging")),
                body instanceof Map<?, ?> fields ? fields : Map.of());
    }

    private static int page(@Nullable Object paging) {
        if (paging == null || paging instanceof Map<?, ?> none && none.isEmpty()) {
            return 0;
        }
        if (paging instanceof Map<?, ?> map
                && map.get("Offset") instanceof Long offset
                && offset >= 0
                && offset < Integer.MAX_VALUE) {
            return offset.intValue();
        }
        throw LeapError.invalid("Header/Paging", "has to be what an answer gave");
    }

    /** The object in the body under this name. Throws {@link LeapError} 400. */
    public Map<?, ?> object(String name) {
        return object(body, name, name);
    }

    public static Map<?, ?> object(Map<?, ?> in, String name, String path) {
        if (in.get(name) instanceof Map<?, ?> object) {
            return object;
        }
        throw LeapError.invalid(path, "has to be an object");
    }

    public static String text(Map<?, ?> in, String name, String path) {
        if (in.get(name) instanceof String text) {
            return text;
        }
        throw LeapError.invalid(path, "has to be a text");
    }
}
