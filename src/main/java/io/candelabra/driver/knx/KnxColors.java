package io.candelabra.driver.knx;

import static io.candelabra.driver.api.TypeSketch.given;

import io.candelabra.driver.api.TypeSketch;
import io.candelabra.driver.knx.KnxWish.End;
import io.candelabra.driver.knx.KnxWish.Send;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Parameter;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lights with red, green and blue in one address. Where they have no address for their brightness, it is that of the colour. */
final class KnxColors {
    static final String HUE = "core:ColorHueState";
    static final String SATURATION = "core:ColorSaturationState";

    private static final double FULL = 255;
    private static final int LENGTH_WITH_WHITE = 6;
    private static final byte ALL_CHANNELS = 0x0F;

    /** A colour, each part from 0 to 255. */
    record Color(int red, int green, int blue) {
        int brightest() {
            return Math.max(red, Math.max(green, blue));
        }

        private int darkest() {
            return Math.min(red, Math.min(green, blue));
        }

        long hue() {
            double range = brightest() - darkest();
            if (range == 0) {
                return 0;
            }
            double sixth = brightest() == red
                    ? (green - blue) / range
                    : brightest() == green ? 2 + (blue - red) / range : 4 + (red - green) / range;
            return Math.floorMod(Math.round(60 * sixth), 360L);
        }

        long saturation() {
            return brightest() == 0 ? 0 : Math.round(100.0 * (brightest() - darkest()) / brightest());
        }

        long percent() {
            return Math.round(100 * brightest() / FULL);
        }

        /** @param hue degrees, @param saturation and @param percent 0 to 100 */
        static Color of(double hue, double saturation, double percent) {
            double value = FULL * percent / 100;
            double chroma = value * saturation / 100;
            return new Color(part(5, hue, value, chroma), part(3, hue, value, chroma), part(1, hue, value, chroma));
        }

        private static int part(int offset, double hue, double value, double chroma) {
            double at = (offset + hue / 60) % 6;
            return (int) Math.round(value - chroma * Math.max(0, Math.min(1, Math.min(at, 4 - at))));
        }

        byte[] bytes(KnxRole role) {
            return role == KnxRole.RGBW
                    ? new byte[] {(byte) red, (byte) green, (byte) blue, 0, 0, ALL_CHANNELS}
                    : new byte[] {(byte) red, (byte) green, (byte) blue};
        }
    }

    private final KnxSketch sketch;
    private final KnxRole role;
    private final boolean ownLevel;

    private KnxColors(KnxSketch sketch, KnxRole role) {
        this.sketch = sketch;
        this.role = role;
        this.ownLevel = !sketch.hasAny(KnxRole.LEVEL);
    }

    static void add(KnxSketch sketch) {
        for (KnxRole role : List.of(KnxRole.RGB, KnxRole.RGBW)) {
            if (sketch.hasAny(role) && !sketch.hasTrait("Color")) {
                new KnxColors(sketch, role).add();
            }
        }
    }

    /** Of three bytes, or of six with a white part. */
    static Optional<Color> rgb(byte[] data) {
        if (data.length != 3 && data.length != LENGTH_WITH_WHITE) {
            return Optional.empty();
        }
        Color color = new Color(data[0] & 0xFF, data[1] & 0xFF, data[2] & 0xFF);
        int white = data.length == 3 ? 0 : data[3] & 0xFF;
        return Optional.of(color.brightest() == 0 ? new Color(white, white, white) : color);
    }

    static byte[] white(KnxRole role, boolean on) {
        int all = on ? 255 : 0;
        return new Color(all, all, all).bytes(role);
    }

    private void add() {
        sketch.number(HUE, State.Kind.INTEGER, 0, 360, "");
        sketch.number(SATURATION, State.Kind.INTEGER, 0, 100, "");
        sketch.color(HUE, SATURATION);
        if (ownLevel) {
            sketch.number(KnxLights.INTENSITY, State.Kind.INTEGER, 0, 100, "");
            sketch.trait("Level", KnxLights.INTENSITY, 1, 0);
        }
        sketch.reads(sketch.source(role), data -> rgb(data).map(this::states).orElse(List.of()));
        if (sketch.writes(role)) {
            commands();
        }
    }

    private List<State> states(Color color) {
        List<State> states = new ArrayList<>();
        // what is dark has no colour: it keeps the one of before
        if (color.brightest() > 0) {
            states.add(State.of(HUE, color.hue()));
            states.add(State.of(SATURATION, color.saturation()));
        }
        if (ownLevel) {
            states.add(State.of(KnxLights.INTENSITY, color.percent()));
        }
        return states;
    }

    private void commands() {
        sketch.command(
                "setHueAndSaturation",
                Repeat.SAFE,
                List.of(
                        TypeSketch.numberParameter("hue", State.Kind.INTEGER, 0, 360),
                        TypeSketch.numberParameter("saturation", State.Kind.INTEGER, 0, 100)),
                List.of(given(HUE, 0), given(SATURATION, 1)),
                (given, now) -> given.size() < 2
                        ? Optional.empty()
                        : set(given.get(0).asNumber(), given.get(1).asNumber(), brightness(now)));
        Parameter part = TypeSketch.numberParameter("part", State.Kind.INTEGER, 0, FULL);
        sketch.command(
                "setRGB",
                Repeat.SAFE,
                List.of(part, part, part),
                List.of(made(HUE, Effect.Source.HUE), made(SATURATION, Effect.Source.SATURATION)),
                (given, now) -> given.size() < 3 ? Optional.empty() : set(given));
        if (ownLevel) {
            sketch.command(
                    "setIntensity",
                    Repeat.SAFE,
                    List.of(TypeSketch.numberParameter("level", State.Kind.INTEGER, 0, 100)),
                    List.of(given(KnxLights.INTENSITY, 0)),
                    (given, now) -> set(
                            number(now, HUE, 0),
                            number(now, SATURATION, 0),
                            KnxSketch.first(given).asNumber()));
        }
    }

    private static Effect made(String state, Effect.Source source) {
        return new Effect(state, source, Value.NOTHING, 0, Effect.Pace.JUMP);
    }

    private static double number(Function<String, Value> now, String state, double otherwise) {
        double number = now.apply(state).asNumber();
        return Double.isNaN(number) ? otherwise : number;
    }

    /** A lamp that is off gets its colour at full brightness. */
    private double brightness(Function<String, Value> now) {
        double level = ownLevel ? number(now, KnxLights.INTENSITY, 100) : 100;
        return level > 0 ? level : 100;
    }

    private Optional<KnxWish> set(List<Value> parts) {
        int[] numbers = new int[3];
        for (int i = 0; i < numbers.length; i++) {
            double number = parts.get(i).asNumber();
            if (Double.isNaN(number)) {
                return Optional.empty();
            }
            numbers[i] = (int) Math.round(Math.clamp(number, 0, FULL));
        }
        return Optional.of(wish(new Color(numbers[0], numbers[1], numbers[2])));
    }

    private Optional<KnxWish> set(double hue, double saturation, double percent) {
        boolean right = !Double.isNaN(hue) && !Double.isNaN(saturation) && !Double.isNaN(percent);
        return right
                ? Optional.of(wish(
                        Color.of(Math.clamp(hue, 0, 360), Math.clamp(saturation, 0, 100), Math.clamp(percent, 0, 100))))
                : Optional.empty();
    }

    private KnxWish wish(Color color) {
        Send send = new Send(role, color.bytes(role));
        if (!sketch.tells(role)) {
            List<State> assumed = new ArrayList<>(states(color));
            if (ownLevel && !sketch.hasAny(KnxRole.SWITCH)) {
                assumed.add(State.of(KnxLights.ON_OFF, color.brightest() > 0 ? "on" : "off"));
            }
            return new KnxWish(List.of(send), List.of(), assumed, false);
        }
        // what is told is computed from bytes, and may be a degree beside
        List<End> ends = states(color).stream()
                .map(state -> new End(state.name(), state.value(), 2, true))
                .toList();
        return new KnxWish(List.of(send), ends, List.of(), false);
    }
}
