package io.candelabra.wire.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A large JSON answer that is made once for many requests. A client that has it already is told only that nothing changed (304),
 * and one that takes gzip gets it compressed, which is done once, when somebody first wants it so.
 */
public final class Rendered {
    /** Below, a header more costs as much as is saved. */
    private static final int LEAST_PACKED = 1_024;

    private final byte[] plain;
    private final EntityTag tag;
    private final Packer packer;
    private volatile byte @Nullable [] packed;

    /** Compresses an answer. */
    @FunctionalInterface
    public interface Packer {
        /** As gzip; empty where there is no processor for it now. */
        Optional<byte[]> pack(byte[] plain);
    }

    /**
     * @param plain JSON as UTF-8, not to be changed afterwards
     * @param tag another one for every other answer under the same address
     */
    public Rendered(byte[] plain, EntityTag tag, Packer packer) {
        this.plain = plain;
        this.tag = tag;
        this.packer = packer;
    }

    /** The answer as it is without compression. Not a copy. */
    public byte[] plain() {
        return plain;
    }

    /** Bytes that are kept, about. */
    public int size() {
        return plain.length + plain.length / 8;
    }

    /** The answer to one request, in the form that its client can use. */
    public Reply reply(Exchange x) {
        Reply reply;
        if (tag.isAmong(x.headers("If-None-Match"), true)) {
            reply = Reply.empty(304);
        } else {
            reply = packed(x)
                    .map(bytes -> Reply.json(bytes).header("Content-Encoding", "gzip"))
                    .orElseGet(() -> Reply.json(plain));
        }
        // weak: compressed or not, it says the same
        return reply.header("ETag", "W/" + tag.text()).header("Vary", "Accept-Encoding");
    }

    private Optional<byte[]> packed(Exchange x) {
        if (plain.length < LEAST_PACKED || !takesGzip(x.headers("Accept-Encoding"))) {
            return Optional.empty();
        }
        byte[] known = packed;
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> fresh = packer.pack(plain);
        fresh.ifPresent(bytes -> packed = bytes);
        return fresh;
    }

    /** Whether gzip is named and not with the weight 0; a star alone is not enough, since old clients send it without thought. */
    static boolean takesGzip(List<String> accepted) {
        return accepted.stream()
                .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(coding -> coding.split(";", 2))
                .anyMatch(parts -> parts[0].strip().equals("gzip")
                        && (parts.length == 1 || !parts[1].strip().matches("q=0(\\.0{0,3})?")));
    }
}
