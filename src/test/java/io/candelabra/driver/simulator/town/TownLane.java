package io.candelabra.driver.simulator.town;

import io.candelabra.driver.HandLane;
import io.candelabra.driver.simulator.Liveliness;
import io.candelabra.driver.simulator.SimulatorDriver;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import java.util.List;

/** Street lamps in a lane that a test drives by hand. It begins on a Monday in March, one in the morning in Amsterdam. */
final class TownLane {
    static final long SECOND_MS = 1_000;
    static final long MINUTE_MS = 60_000;
    static final long HOUR_MS = 60 * MINUTE_MS;
    static final long DAY_MS = 24 * HOUR_MS;
    static final String POWER = "core:ElectricPowerConsumptionState";
    static final String ENERGY = "core:ElectricEnergyConsumptionState";
    static final String HOURS = "candelabra:RunningHoursState";
    static final String LEVEL = "candelabra:Level1State";
    static final String INTENSITY = "core:LightIntensityState";
    static final String MODE = "candelabra:LightingModeState";
    static final String ERRORS = "candelabra:ErrorTypesState";
    static final String OVERRIDE = "candelabra:OverrideLevelsState";
    /** Amsterdam, for the sun. */
    private static final List<State> PLACE =
            List.of(State.of("candelabra:Latitude", 52.04), State.of("candelabra:Longitude", 5.3));

    private TownLane() {}

    static HandLane of(Liveliness liveliness, long seed) {
        return new HandLane(new SimulatorDriver(liveliness), seed);
    }

    /** Adds a lamp of 60 W in a street, with options that are attributes. */
    static DeviceId lamp(HandLane lane, String address, String plan, State... options) {
        DeviceId id = HandLane.id("candelabra", address);
        List<State> attributes = new java.util.ArrayList<>(PLACE);
        attributes.add(State.of("candelabra:Watts", 60L));
        attributes.addAll(List.of(options));
        Device plain = Device.of(id, StreetLampModel.TYPE, address, states(plan));
        lane.put(new Device(
                plain.id(),
                plain.type(),
                plain.label(),
                "street-1",
                plain.available(),
                plain.enabled(),
                plain.states(),
                attributes,
                plain.ids(),
                plain.vendor(),
                plain.createdMs(),
                plain.updatedMs()));
        return id;
    }

    private static States states(String plan) {
        return States.of(
                State.of(LEVEL, 0),
                State.of("candelabra:Level2State", 0),
                State.of("candelabra:Level3State", 0),
                State.of("candelabra:Level4State", 0),
                State.of(INTENSITY, 0),
                State.of("core:OnOffState", "off"),
                State.of(MODE, "DIMSCHEME"),
                State.of("candelabra:SchemeLevelState", 0),
                State.of("candelabra:DimmingPlanState", plan),
                State.of("candelabra:OverrideMinutesState", 0),
                array("candelabra:OverrideLevelsState", "[]"),
                array(ERRORS, "[]"),
                array("candelabra:MaxLevelsState", "[100,100,100,100]"),
                State.of(POWER, 0.0),
                State.of(ENERGY, 1_000.0),
                State.of(HOURS, 20_000.0));
    }

    static State array(String name, String json) {
        return new State(name, State.Kind.JSON_ARRAY, new Value.Tree(json));
    }

    /** Sets all four channels. */
    static void override(HandLane lane, DeviceId lamp, int level, int minutes) {
        lane.send(
                lamp,
                "setOverride",
                Value.of(level),
                Value.of(level),
                Value.of(level),
                Value.of(level),
                Value.of(minutes));
    }
}
