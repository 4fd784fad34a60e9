package io.candelabra.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The descriptions that are written by hand and come with the server; {@link Description} makes the others. */
public final class OpenApi {
    private OpenApi() {}

    /** The description of a dialect by its name, as JSON; empty where there is none. */
    public static Optional<byte[]> read(String dialect) {
        if (!dialect.matches("[a-z]{1,30}")) {
            return Optional.empty();
        }
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi/" + dialect + ".json")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException("a description cannot be read: " + dialect, broken);
        }
    }
}
