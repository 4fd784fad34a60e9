package io.candelabra.dialect.lutron.quantum;

import io.candelabra.wire.http.Bodies;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The envelope in which the language travels, for the description of the API. */
public final class QuantumBodies {
    private QuantumBodies() {}

    /** What goes wrong below the language. */
    public record Problem(String Message) {}

    /** @param CommuniqueType such as {@code ReadRequest}, and {@code ReadResponse} for its answer */
    public record Communique(
            String CommuniqueType, Header Header, @Nullable Map<String, Object> Body) {}

    /** @param Url address of the resource, such as {@code /zone/1/status} */
    public record Header(
            String Url,
            @Nullable String ClientTag,
            @Nullable String StatusCode) {}

    /** By method and path. */
    public static final Map<String, Bodies> ALL = Map.of(
            "POST " + QuantumFace.PREFIX + "/leap",
            Bodies.answers(Communique.class).taking(Communique.class));
}
