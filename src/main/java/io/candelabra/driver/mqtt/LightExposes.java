package io.candelabra.driver.mqtt;

import static io.candelabra.driver.api.TypeSketch.given;
import static io.candelabra.driver.mqtt.StandardExposes.fields;
import static io.candelabra.driver.mqtt.StandardExposes.first;
import static io.candelabra.driver.mqtt.StandardExposes.plain;
import static io.candelabra.driver.mqtt.StandardExposes.set;

import io.candelabra.driver.api.TypeSketch;
import io.candelabra.driver.mqtt.Wish.End;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.State;
import io.candelabra.wire.json.ToldJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lights can besides being on and off: brightness in percent, colour temperature in kelvin, hue and saturation in degrees and percent. */
final class LightExposes {
    static final String INTENSITY = "core:LightIntensityState";
    static final String KELVIN = "core:ColorTemperatureState";
    static final String HUE = "core:ColorHueState";
    static final String SATURATION = "core:ColorSaturationState";

    private static final double USUAL_BRIGHTNESS = 254;
    private static final double MIRED = 1_000_000;

    private final TypeDraft draft;
    private final Set<Exposed> done;

    private LightExposes(TypeDraft draft, Set<Exposed> done) {
        this.draft = draft;
        this.done = done;
    }

    /** @param done the features that need no more */
    static void add(TypeDraft draft, Exposed light, Set<Exposed> done) {
        LightExposes exposes = new LightExposes(draft, done);
        Optional<Exposed> state = light.feature("state");
        light.feature("brightness").ifPresent(one -> exposes.brightness(one, state));
        light.feature("color_temp").ifPresent(exposes::kelvin);
        boolean circle = light.feature("color_hs").isPresent();
        light.features().stream()
                .filter(feature ->
                        feature.name().equals("color_hs") || feature.name().equals("color_xy"))
                .forEach(color -> exposes.color(color, circle));
    }

    private void brightness(Exposed brightness, Optional<Exposed> onOff) {
        if (draft.hasState(INTENSITY) || !brightness.kind().equals("numeric")) {
            return;
        }
        done.add(brightness);
        double full = brightness.max() > 0 ? brightness.max() : USUAL_BRIGHTNESS;
        Optional<Exposed> state = onOff.filter(StandardExposes::isBinary);
        draft.number(INTENSITY, State.Kind.INTEGER, 0, 100, "");
        draft.trait("Level", INTENSITY, 1, 0);
        draft.asks(brightness);
        Set<String> fields = new LinkedHashSet<>(List.of(brightness.property()));
        state.ifPresent(one -> fields.add(one.property()));
        draft.reads(fields, told -> {
            // a lamp that is off remembers its brightness, and gives none
            boolean off = state.isPresent()
                    && ZigbeeJson.value(told.get(state.get().property()))
                            .equals(state.get().off());
            double now = ZigbeeJson.number(told.get(brightness.property()));
            if (off) {
                return List.of(State.of(INTENSITY, 0));
            }
            return Double.isNaN(now) ? List.of() : List.of(State.of(INTENSITY, percent(now, full)));
        });
        if (brightness.settable()) {
            draft.command(
                    "setIntensity",
                    Repeat.SAFE,
                    List.of(TypeSketch.numberParameter("intensity", State.Kind.INTEGER, 0, 100)),
                    List.of(given(INTENSITY, 0)),
                    given -> level(brightness, state, first(given).asNumber(), full));
        }
    }

    /** The weakest light is not told as none. */
    private static long percent(double now, double full) {
        long percent = Math.round(Math.clamp(now / full, 0, 1) * 100);
        return now > 0 ? Math.max(1, percent) : 0;
    }

    private static Optional<Wish> level(Exposed brightness, Optional<Exposed> state, double percent, double full) {
        if (Double.isNaN(percent)) {
            return Optional.empty();
        }
        if (!(percent > 0) && state.isPresent()) {
            return set(state.get(), plain(state.get().off()));
        }
        long own = Math.round(Math.clamp(percent, 0, 100) / 100 * full);
        Map<String, @Nullable Object> payload = fields(brightness.property(), own);
        List<End> ends = new ArrayList<>(List.of(End.at(brightness.property(), own, full / 200)));
        state.ifPresent(one -> {
            payload.put(one.property(), plain(one.on()));
            ends.add(End.at(one.property(), plain(one.on()), 0));
        });
        return Optional.of(new Wish(payload, ends));
    }

    private void kelvin(Exposed mireds) {
        if (draft.hasState(KELVIN) || !mireds.kind().equals("numeric")) {
            return;
        }
        done.add(mireds);
        double min = mireds.max() > 0 ? Math.ceil(MIRED / mireds.max()) : Double.NaN;
        double max = mireds.min() > 0 ? Math.floor(MIRED / mireds.min()) : Double.NaN;
        draft.number(KELVIN, State.Kind.INTEGER, Double.NaN, Double.NaN, "K");
        draft.trait("ColorTemperature", KELVIN, 1, 0);
        draft.reads(mireds, told -> {
            double now = ZigbeeJson.number(told.get(mireds.property()));
            return now > 0 ? List.of(State.of(KELVIN, Math.round(MIRED / now))) : List.of();
        });
        if (mireds.settable()) {
            draft.command(
                    "setColorTemperature",
                    Repeat.SAFE,
                    List.of(TypeSketch.numberParameter("colorTemperature", State.Kind.INTEGER, min, max)),
                    List.of(given(KELVIN, 0)),
                    given -> {
                        double asked = first(given).asNumber();
                        if (!(asked > 0)) {
                            return Optional.empty();
                        }
                        double low = mireds.min() > 0 ? mireds.min() : 1;
                        double high = mireds.max() > 0 ? mireds.max() : MIRED;
                        long own = Math.round(Math.clamp(MIRED / asked, low, Math.max(low, high)));
                        return Optional.of(
                                new Wish(fields(mireds.property(), own), List.of(End.at(mireds.property(), own, 2))));
                    });
        }
    }

    /**
     * Whether a lamp that has no circle of colours is told hue and saturation as well, or takes them, differs by the version of
     * Zigbee2MQTT. So x and y count there.
     *
     * @param circle whether the lamp itself has hue and saturation
     */
    private void color(Exposed color, boolean circle) {
        if (color.property().isEmpty()) {
            return;
        }
        done.add(color);
        if (draft.hasState(HUE)) {
            return;
        }
        draft.number(HUE, State.Kind.INTEGER, 0, 360, "°");
        draft.number(SATURATION, State.Kind.INTEGER, 0, 100, "%");
        draft.number("core:CieColorSpaceXState", State.Kind.FLOAT, Double.NaN, Double.NaN, "");
        draft.number("core:CieColorSpaceYState", State.Kind.FLOAT, Double.NaN, Double.NaN, "");
        draft.color(HUE, SATURATION);
        draft.asks(color);
        draft.reads(color, told -> colors(ToldJson.object(told.get(color.property())), circle));
        if (color.settable() || color.features().stream().anyMatch(Exposed::settable)) {
            draft.command(
                    "setHueAndSaturation",
                    Repeat.SAFE,
                    List.of(
                            TypeSketch.numberParameter("hue", State.Kind.INTEGER, 0, 360),
                            TypeSketch.numberParameter("saturation", State.Kind.INTEGER, 0, 100)),
                    List.of(given(HUE, 0), given(SATURATION, 1)),
                    given -> {
                        double hue = first(given).asNumber();
                        double saturation = given.size() > 1 ? given.get(1).asNumber() : Double.NaN;
                        if (Double.isNaN(hue) || Double.isNaN(saturation)) {
                            return Optional.empty();
                        }
                        Map<String, @Nullable Object> own = circle ? circle(hue, saturation) : plane(hue, saturation);
                        return Optional.of(new Wish(
                                fields(color.property(), own),
                                List.of(new End(color.property(), own, circle ? 2 : 0.01, true))));
                    });
        }
    }

    private static Map<String, @Nullable Object> circle(double hue, double saturation) {
        Map<String, @Nullable Object> own = fields("hue", Math.round(hue));
        own.put("saturation", Math.round(saturation));
        return own;
    }

    private static Map<String, @Nullable Object> plane(double hue, double saturation) {
        Chromaticity colour = Chromaticity.of(new Chromaticity.Hue(hue, saturation));
        Map<String, @Nullable Object> own = fields("x", Math.round(colour.x() * 10_000) / 10_000.0);
        own.put("y", Math.round(colour.y() * 10_000) / 10_000.0);
        return own;
    }

    private static List<State> colors(Optional<Map<String, @Nullable Object>> told, boolean circle) {
        List<State> states = new ArrayList<>();
        told.ifPresent(color -> {
            double hue = ZigbeeJson.number(color.get("hue"));
            double saturation = ZigbeeJson.number(color.get("saturation"));
            double x = ZigbeeJson.number(color.get("x"));
            double y = ZigbeeJson.number(color.get("y"));
            boolean plane = x >= 0 && x <= 1 && y > 0 && y <= 1;
            if (plane && (!circle || Double.isNaN(hue) || Double.isNaN(saturation))) {
                Chromaticity.Hue of = new Chromaticity(x, y).hue();
                states.add(State.of(HUE, Math.round(of.hue())));
                states.add(State.of(SATURATION, Math.round(of.saturation())));
            } else if (!Double.isNaN(hue) && !Double.isNaN(saturation)) {
                states.add(State.of(HUE, Math.round(Math.clamp(hue, 0, 360))));
                states.add(State.of(SATURATION, Math.round(Math.clamp(saturation, 0, 100))));
            }
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                states.add(State.of("core:CieColorSpaceXState", x));
                states.add(State.of("core:CieColorSpaceYState", y));
            }
        });
        return states;
    }
}
