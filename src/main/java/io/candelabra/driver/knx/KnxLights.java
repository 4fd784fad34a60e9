package io.candelabra.driver.knx;

import static io.candelabra.driver.api.TypeSketch.given;
import static io.candelabra.driver.api.TypeSketch.to;
import static io.candelabra.driver.knx.KnxSketch.blind;
import static io.candelabra.driver.knx.KnxSketch.first;
import static io.candelabra.driver.knx.KnxSketch.wish;

import io.candelabra.driver.api.TypeSketch;
import io.candelabra.driver.knx.KnxWish.End;
import io.candelabra.driver.knx.KnxWish.Send;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lights and other things that are on or off: switching, dimming, colour. */
final class KnxLights {
    static final String ON_OFF = "core:OnOffState";
    static final String INTENSITY = "core:LightIntensityState";
    static final String KELVIN = "core:ColorTemperatureState";

    private static final double NEAR = 2;
    private static final List<String> WORDS = List.of("on", "off");
    private static final byte[] UP = {0x09};
    private static final byte[] DOWN = {0x01};
    private static final byte[] BREAK = {0x00};

    private final KnxSketch sketch;
    /** The role by which it is switched; absent where it cannot be. */
    private final @Nullable KnxRole switching;

    private KnxLights(KnxSketch sketch) {
        this.sketch = sketch;
        this.switching = List.of(KnxRole.SWITCH, KnxRole.LEVEL, KnxRole.RGB, KnxRole.RGBW).stream()
                .filter(sketch::writes)
                .findFirst()
                .orElse(null);
    }

    /** @param light whether it is a light, and no socket or pump */
    static KnxType type(KnxSketch sketch, boolean light) {
        KnxLights lights = new KnxLights(sketch);
        lights.onOff();
        lights.level();
        lights.dim();
        lights.colorTemperature();
        KnxColors.add(sketch);
        return lights.type(light);
    }

    private KnxType type(boolean light) {
        if (!sketch.commands()) {
            return sketch.type("knx:Generic1BitSensorKNXComponent", "SENSOR", "GenericSensor", "OnOffSensor");
        }
        boolean color = sketch.hasTrait("Color");
        boolean white = sketch.hasTrait("ColorTemperature");
        if (color) {
            return light(
                    "knx:DimmableColouredLightKNXComponent",
                    white ? "DimmerHueSatOrCTLight" : "DimmerHueSaturationLight");
        }
        if (white) {
            return light("knx:DimmableLightKNXComponent", "DimmerColorTemperatureLight");
        }
        if (sketch.hasTrait("Level")) {
            return light("knx:DimmableLightKNXComponent", "DimmerLight");
        }
        return light
                ? light("knx:OnOffLightKNXComponent", "StatefulOnOffLight")
                : sketch.type("knx:OnOffKNXComponent", "ACTUATOR", "OnOff", "StatefulOnOff");
    }

    private KnxType light(String name, String widget) {
        return sketch.type(name, "ACTUATOR", "Light", widget);
    }

    // ---- on and off ----

    private void onOff() {
        KnxRole source = source();
        if (source == null) {
            return;
        }
        sketch.words(ON_OFF, WORDS);
        sketch.trait("OnOff", ON_OFF, "on", "off");
        sketch.reads(source, data -> lit(source, data).stream()
                .map(on -> State.of(ON_OFF, on ? "on" : "off"))
                .toList());
        if (switching != null) {
            sketch.command("on", Repeat.SAFE, List.of(), List.of(to(ON_OFF, "on")), (none, now) -> turn(true));
            sketch.command("off", Repeat.SAFE, List.of(), List.of(to(ON_OFF, "off")), (none, now) -> turn(false));
            sketch.command(
                    "setOnOff",
                    Repeat.SAFE,
                    List.of(TypeSketch.wordParameter("state", WORDS)),
                    List.of(given(ON_OFF, 0)),
                    (words, now) -> WORDS.contains(first(words).asText())
                            ? turn(first(words).asText().equals("on"))
                            : Optional.empty());
        }
    }

    /** The address that tells best whether it is on; absent where none does. */
    private @Nullable KnxRole source() {
        return List.of(
                        KnxRole.SWITCH_STATUS,
                        KnxRole.LEVEL_STATUS,
                        KnxRole.SWITCH,
                        KnxRole.LEVEL,
                        KnxRole.RGB_STATUS,
                        KnxRole.RGBW_STATUS,
                        KnxRole.RGB,
                        KnxRole.RGBW)
                .stream()
                .filter(sketch::has)
                .findFirst()
                .orElse(null);
    }

    private boolean toldOnOff() {
        KnxRole source = source();
        return source != null && source.isStatus();
    }

    private static Optional<Boolean> lit(KnxRole source, byte[] data) {
        return switch (source) {
            case SWITCH, SWITCH_STATUS -> KnxValues.bit(data);
            case LEVEL, LEVEL_STATUS -> KnxValues.percent(data).map(percent -> percent > 0);
            default -> KnxColors.rgb(data).map(color -> color.brightest() > 0);
        };
    }

    private Optional<KnxWish> turn(boolean on) {
        if (switching == null) {
            return Optional.empty();
        }
        byte[] data =
                switch (switching) {
                    case SWITCH -> KnxValues.bit(on);
                    case LEVEL -> KnxValues.percent(on ? 100 : 0);
                    default -> KnxColors.white(switching, on);
                };
        State wanted = State.of(ON_OFF, on ? "on" : "off");
        List<End> ends = toldOnOff() ? List.of(new End(ON_OFF, wanted.value(), 0, false)) : List.of();
        List<State> assumed = new ArrayList<>(toldOnOff() ? List.of() : List.of(wanted));
        boolean hasLevel = sketch.hasState(INTENSITY) && !sketch.tells(KnxRole.LEVEL) && !toldByColor();
        // off is dark, and by its level a lamp is switched to the full; by a switch it has a level of its own then
        if (hasLevel && !on) {
            assumed.add(State.of(INTENSITY, 0));
        } else if (hasLevel && switching != KnxRole.SWITCH) {
            assumed.add(State.of(INTENSITY, 100));
        }
        return Optional.of(new KnxWish(List.of(new Send(switching, data)), ends, assumed, false));
    }

    private boolean toldByColor() {
        return !sketch.hasAny(KnxRole.LEVEL) && (sketch.tells(KnxRole.RGB) || sketch.tells(KnxRole.RGBW));
    }

    // ---- dimming ----

    private void level() {
        if (!sketch.hasAny(KnxRole.LEVEL)) {
            return;
        }
        KnxRole source = sketch.source(KnxRole.LEVEL);
        sketch.number(INTENSITY, State.Kind.INTEGER, 0, 100, "");
        sketch.trait("Level", INTENSITY, 1, 0);
        sketch.reads(source, data -> KnxValues.percent(data).stream()
                .map(percent -> State.of(INTENSITY, percent))
                .toList());
        if (sketch.writes(KnxRole.LEVEL)) {
            sketch.command(
                    "setIntensity",
                    Repeat.SAFE,
                    List.of(TypeSketch.numberParameter("level", State.Kind.INTEGER, 0, 100)),
                    List.of(given(INTENSITY, 0)),
                    (given, now) -> setLevel(first(given).asNumber()));
        }
    }

    private Optional<KnxWish> setLevel(double level) {
        if (Double.isNaN(level)) {
            return Optional.empty();
        }
        long percent = Math.round(Math.clamp(level, 0, 100));
        Send send = new Send(KnxRole.LEVEL, KnxValues.percent(percent));
        List<End> ends = new ArrayList<>();
        List<State> assumed = new ArrayList<>();
        State wanted = State.of(INTENSITY, percent);
        if (sketch.tells(KnxRole.LEVEL)) {
            // off is off, and a lamp that is nearly so is not
            ends.add(new End(INTENSITY, wanted.value(), percent == 0 ? 0 : NEAR, percent > 0));
        } else {
            assumed.add(wanted);
        }
        if (!toldOnOff()) {
            assumed.add(State.of(ON_OFF, percent > 0 ? "on" : "off"));
        }
        return Optional.of(new KnxWish(List.of(send), ends, assumed, false));
    }

    /** It goes on until it is told to stop, so nobody knows where that is before the bus tells it. */
    private void dim() {
        if (sketch.writes(KnxRole.DIM)) {
            dim("raise", Repeat.NEVER, UP);
            dim("lower", Repeat.NEVER, DOWN);
            dim("stop", Repeat.SAFE, BREAK);
        }
    }

    private void dim(String command, Repeat repeat, byte[] data) {
        sketch.command(
                command, repeat, List.of(), List.of(), (none, now) -> Optional.of(blind(new Send(KnxRole.DIM, data))));
    }

    private void colorTemperature() {
        if (!sketch.hasAny(KnxRole.COLOR_TEMPERATURE)) {
            return;
        }
        KnxRole source = sketch.source(KnxRole.COLOR_TEMPERATURE);
        KnxDatapoint datapoint = sketch.datapoint(source);
        sketch.number(KELVIN, State.Kind.INTEGER, 1_000, 10_000, "K");
        sketch.trait("ColorTemperature", KELVIN, 1, 0);
        sketch.reads(source, data -> KnxValues.number(datapoint, data).stream()
                .map(kelvin -> State.of(KELVIN, Math.round(kelvin)))
                .toList());
        if (sketch.writes(KnxRole.COLOR_TEMPERATURE)) {
            sketch.command(
                    "setColorTemperature",
                    Repeat.SAFE,
                    List.of(TypeSketch.numberParameter("kelvin", State.Kind.INTEGER, 1_000, 10_000)),
                    List.of(given(KELVIN, 0)),
                    (given, now) -> {
                        double kelvin = first(given).asNumber();
                        boolean told = sketch.tells(KnxRole.COLOR_TEMPERATURE);
                        return KnxValues.bytes(sketch.datapoint(KnxRole.COLOR_TEMPERATURE), kelvin)
                                .map(data -> wish(
                                        new Send(KnxRole.COLOR_TEMPERATURE, data),
                                        State.of(KELVIN, Math.round(kelvin)),
                                        told,
                                        50,
                                        false));
                    });
        }
    }
}
