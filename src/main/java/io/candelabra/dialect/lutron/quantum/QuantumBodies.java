package io.candelabra.dialect.lutron.quantum;

import io.candelabra.wire.http.Bodies;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The envelope in which the language travels, for the description of the API. */
public final class QuantumBodies {
    private QuantumBodies() {}

    /** An error below the language. */
    public record Problem(String Message) {}

    /** @param CommuniqueType such as {@code ReadRequest}, and {@code ReadResponse} for its answer */
    public record Communique(
            String CommuniqueType, Header Header, @Nullable Map<String, Object> Body) {}

    /** @param Url address of the resource, such as {@code /zone/1/status} */
    public record Header(
            String Url,
            @Nullable String ClientTag,
            @Nullable String StatusCode) {}

    /** @param CurrentScene number of the scene to activate */
    public record AreaScene(AreaSceneStatus AreaStatus) {}

    public record AreaSceneStatus(int CurrentScene) {}

    /** The level that a zone is set to. */
    public record ZoneLevel(ZoneLevelStatus ZoneStatus) {}

    /** @param Level 0 to 100, also as text */
    public record ZoneLevelStatus(
            @Nullable Double Level, @Nullable ColorTuning ColorTuningStatus) {}

    public record ColorTuning(WhiteTuning WhiteTuningLevel) {}

    public record WhiteTuning(int Kelvin) {}

    /** The level that a shade group is set to. */
    public record ShadeLevel(ShadeLevelStatus ShadeGroupStatus) {}

    /** @param Level 0 to 100; 0 is closed */
    public record ShadeLevelStatus(double Level) {}

    private static final String LEAP = QuantumFace.PREFIX + "/leap";

    /** By method and path. */
    public static final Map<String, Bodies> ALL = Map.of(
            "POST " + LEAP, Bodies.answers(Communique.class).taking(Communique.class),
            "PUT " + LEAP + "/area/{id}/status", Bodies.takes(AreaScene.class),
            "PUT " + LEAP + "/zone/{id}/status", Bodies.takes(ZoneLevel.class),
            "PUT " + LEAP + "/shadegroup/{id}/status", Bodies.takes(ShadeLevel.class));
}
