package io.candelabra.driver.knx;

import static io.candelabra.driver.api.TypeSketch.given;
import static io.candelabra.driver.api.TypeSketch.to;
import static io.candelabra.driver.knx.KnxSketch.blind;
import static io.candelabra.driver.knx.KnxSketch.first;
import static io.candelabra.driver.knx.KnxSketch.wish;

import io.candelabra.driver.api.TypeSketch;
import io.candelabra.driver.knx.KnxWish.Send;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.DeviceType.Repeat;
import io.candelabra.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shutters, blinds and awnings. The bus counts how far they are closed, as the states here do. */
final class KnxCovers {
    static final String CLOSURE = "core:ClosureState";
    static final String OPEN_CLOSED = "core:OpenClosedState";
    static final String ORIENTATION = "core:SlateOrientationState";

    private static final double NEAR = 2;
    private static final long CLOSED = 100;

    private final KnxSketch sketch;

    private KnxCovers(KnxSketch sketch) {
        this.sketch = sketch;
    }

    static KnxType type(KnxSketch sketch) {
        KnxCovers covers = new KnxCovers(sketch);
        covers.position();
        covers.travel();
        covers.slats();
        covers.stop();
        if (sketch.hasTrait("CoverTilt")) {
            return sketch.type(
                    "knx:GenericVenetianBlindKNXComponent", "ACTUATOR", "VenetianBlind", "PositionableVenetianBlind");
        }
        return sketch.hasTrait("CoverPosition")
                ? sketch.type(
                        "knx:RollerShutterGenericKNXComponent",
                        "ACTUATOR",
                        "RollerShutter",
                        "PositionableRollerShutter")
                : sketch.type("knx:BasicRollerShutterKNXComponent", "ACTUATOR", "RollerShutter", "UpDownRollerShutter");
    }

    private boolean hasPosition() {
        return sketch.hasAny(KnxRole.POSITION);
    }

    private static String word(long closure) {
        return closure >= CLOSED ? "closed" : "open";
    }

    private void position() {
        if (!hasPosition()) {
            return;
        }
        sketch.number(CLOSURE, State.Kind.INTEGER, 0, 100, "%");
        sketch.words(OPEN_CLOSED, List.of("open", "closed"));
        sketch.trait("CoverPosition", CLOSURE, -1, 100);
        sketch.reads(sketch.source(KnxRole.POSITION), data -> KnxValues.percent(data).stream()
                .flatMap(closure -> at(closure).stream())
                .toList());
        if (sketch.writes(KnxRole.POSITION)) {
            sketch.command(
                    "setClosure",
                    Repeat.SAFE,
                    List.of(TypeSketch.numberParameter("closure", State.Kind.INTEGER, 0, 100)),
                    List.of(given(CLOSURE, 0)),
                    (given, now) -> moveTo(first(given).asNumber()));
        }
    }

    private static List<State> at(long closure) {
        return List.of(State.of(CLOSURE, closure), State.of(OPEN_CLOSED, word(closure)));
    }

    private Optional<KnxWish> moveTo(double closure) {
        if (Double.isNaN(closure)) {
            return Optional.empty();
        }
        long wanted = Math.round(Math.clamp(closure, 0, 100));
        return Optional.of(travels(new Send(KnxRole.POSITION, KnxValues.percent(wanted)), wanted));
    }

    private KnxWish travels(Send send, long closure) {
        return sketch.tells(KnxRole.POSITION)
                ? wish(send, State.of(CLOSURE, closure), true, NEAR, true)
                : new KnxWish(List.of(send), List.of(), at(closure), true);
    }

    private void travel() {
        if (sketch.writes(KnxRole.UP_DOWN) || sketch.writes(KnxRole.POSITION)) {
            way(List.of("open", "up"), false);
            way(List.of("close", "down"), true);
        }
        if (!hasPosition() && sketch.has(KnxRole.UP_DOWN)) {
            // nothing tells where it is, but which way it went last
            sketch.words(OPEN_CLOSED, List.of("open", "closed"));
            sketch.trait("Opening", OPEN_CLOSED, "open", "closed");
            sketch.reads(KnxRole.UP_DOWN, data -> KnxValues.bit(data).stream()
                    .map(down -> State.of(OPEN_CLOSED, down ? "closed" : "open"))
                    .toList());
        } else if (sketch.has(KnxRole.UP_DOWN) && !sketch.tells(KnxRole.POSITION)) {
            // no status tells where a switch at the wall sends it: it is taken to get there, as for commands from here
            sketch.overhears(KnxRole.UP_DOWN, data -> KnxValues.bit(data).stream()
                    .flatMap(down -> at(down ? CLOSED : 0).stream())
                    .toList());
        }
    }

    private void way(List<String> commands, boolean down) {
        String word = down ? "closed" : "open";
        long closure = down ? CLOSED : 0;
        List<Effect> effects = new ArrayList<>(List.of(to(OPEN_CLOSED, word)));
        if (hasPosition()) {
            effects.add(to(CLOSURE, closure));
        }
        for (String command : commands) {
            sketch.command(command, Repeat.SAFE, List.of(), effects, (none, now) -> Optional.of(way(down, closure)));
        }
    }

    private KnxWish way(boolean down, long closure) {
        Send send = sketch.writes(KnxRole.UP_DOWN)
                ? new Send(KnxRole.UP_DOWN, KnxValues.bit(down))
                : new Send(KnxRole.POSITION, KnxValues.percent(closure));
        return hasPosition()
                ? travels(send, closure)
                : wish(send, State.of(OPEN_CLOSED, down ? "closed" : "open"), false, 0, true);
    }

    private void slats() {
        if (!sketch.hasAny(KnxRole.SLAT)) {
            return;
        }
        sketch.number(ORIENTATION, State.Kind.INTEGER, 0, 100, "%");
        sketch.trait("CoverTilt", ORIENTATION, -1, 100);
        sketch.reads(sketch.source(KnxRole.SLAT), data -> KnxValues.percent(data).stream()
                .map(slats -> State.of(ORIENTATION, slats))
                .toList());
        if (sketch.writes(KnxRole.SLAT)) {
            sketch.command(
                    "setOrientation",
                    Repeat.SAFE,
                    List.of(TypeSketch.numberParameter("orientation", State.Kind.INTEGER, 0, 100)),
                    List.of(given(ORIENTATION, 0)),
                    (given, now) -> {
                        double slats = first(given).asNumber();
                        long wanted = Math.round(Math.clamp(slats, 0, 100));
                        return Double.isNaN(slats)
                                ? Optional.empty()
                                : Optional.of(wish(
                                        new Send(KnxRole.SLAT, KnxValues.percent(wanted)),
                                        State.of(ORIENTATION, wanted),
                                        sketch.tells(KnxRole.SLAT),
                                        NEAR,
                                        true));
                    });
        }
    }

    /** A moving drive stops at either value of this address; the one that is written is what other clients of the bus were seen to write. */
    private void stop() {
        if (sketch.writes(KnxRole.STOP)) {
            sketch.command(
                    "stop",
                    Repeat.SAFE,
                    List.of(),
                    List.of(),
                    (none, now) -> Optional.of(blind(new Send(KnxRole.STOP, KnxValues.bit(true)))));
        }
    }
}
