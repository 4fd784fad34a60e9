package io.candelabra.dialect.lutron.leap.route;

import io.candelabra.dialect.lutron.leap.message.LeapError;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that goes out: an answer or a push.
 *
 * @param communique such as {@code ReadResponse} or {@code ExceptionResponse}
 * @param bodyType what the body is, such as {@code OneZoneStatus}; empty where there is no body
 * @param next where a list goes on that was too long for one message; -1 where it does not
 * @param subscribes what the connection subscribes to with this answer; null for nothing
 */
public record LeapReply(
        String communique,
        StatusCode status,
        String bodyType,
        Map<String, @Nullable Object> body,
        int next,
        @Nullable Source subscribes) {
    static final String EXCEPTION = "ExceptionResponse";
    /** Clients read lines of at most 256 KiB; longer lists are paged. */
    private static final int LONGEST_BYTES = 192 * 1024;

    /** An answer with a body; the communiqué follows from the request. */
    static LeapReply of(StatusCode status, String bodyType, String key, @Nullable Object value) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(key, value);
        return new LeapReply("", status, bodyType, body, -1, null);
    }

    public static LeapReply ok(String bodyType, String key, LeapObject value) {
        return of(StatusCode.OK, bodyType, key, value.values());
    }

    public static LeapReply noContent() {
        return new LeapReply("", StatusCode.NO_CONTENT, "", Map.of(), -1, null);
    }

    /** The connection has to put in what the source gives, and to follow it from there. */
    public static LeapReply subscription(Source source) {
        return new LeapReply("", StatusCode.OK, "", Map.of(), -1, source);
    }

    public static LeapReply error(LeapError error) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("Message", String.valueOf(error.getMessage()));
        error.field()
                .ifPresent(field -> body.put(
                        "Errors",
                        List.of(Map.of(
                                "ErrorCode", error.status().number(),
                                "Message", String.valueOf(error.getMessage()),
                                "FieldPath", field))));
        return new LeapReply(EXCEPTION, error.status(), "ExceptionDetail", body, -1, null);
    }

    public boolean isError() {
        return communique.equals(EXCEPTION);
    }

    public LeapReply as(String kind) {
        return new LeapReply(kind, status, bodyType, body, next, subscribes);
    }

    public LeapReply with(StatusCode other) {
        return new LeapReply(communique, other, bodyType, body, next, subscribes);
    }

    /** Only what a line can hold, from an item on. */
    public LeapReply page(int from) {
        if (body.size() != 1
                || !(body.values().iterator().next() instanceof List<?> all)
                || (from == 0 && Json.write(body).length <= LONGEST_BYTES)) {
            return this;
        }
        int start = Math.min(from, all.size());
        int bytes = 0;
        int end = start;
        while (end < all.size() && bytes <= LONGEST_BYTES) {
            bytes += Json.write(all.get(end)).length + 1;
            end++;
        }
        int last = bytes > LONGEST_BYTES && end - start > 1 ? end - 1 : end;
        String key = body.keySet().iterator().next();
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        part.put(key, all.subList(start, last));
        return new LeapReply(communique, status, bodyType, part, last < all.size() ? last : -1, subscribes);
    }

    /** The message as compact JSON, without a line end. */
    public byte[] encode(LeapRequest.Head to) {
        return Json.write(tree(to));
    }

    /** The message as JSON text. */
    public String text(LeapRequest.Head to) {
        return new String(encode(to), StandardCharsets.UTF_8);
    }

    private Map<String, Object> tree(LeapRequest.Head to) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!bodyType.isEmpty()) {
            header.put("MessageBodyType", bodyType);
        }
        header.put("StatusCode", status.text());
        header.put("Url", to.url().orElse("/"));
        Optional<String> tag = to.tag();
        tag.ifPresent(text -> header.put("ClientTag", text));
        if (next >= 0) {
            header.put("Paging", Map.of("Offset", next));
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("CommuniqueType", communique);
        message.put("Header", header);
        if (!body.isEmpty()) {
            message.put("Body", body);
        }
        return message;
    }
}
