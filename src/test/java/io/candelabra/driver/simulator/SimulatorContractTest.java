package io.candelabra.driver.simulator;

import io.candelabra.driver.DriverContract;
import io.candelabra.driver.HandLane;
import io.candelabra.model.DeviceId;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;

class SimulatorContractTest extends DriverContract {
    private static final DeviceId SHUTTER = HandLane.id("io", "shutter");
    private static final DeviceId LAMP = HandLane.id("candelabra", "lamp");

    private int turn;

    @Override
    protected HandLane lane(long seed) {
        turn = 0;
        HandLane lane = new HandLane(new SimulatorDriver(Liveliness.DEMO), seed);
        lane.add("shutter", "io:RollerShutterGenericIOComponent", State.of("core:ClosureState", 0));
        lane.add("lamp", "candelabra:SwitchedZone", State.of("core:OnOffState", "off"));
        return lane.start();
    }

    @Override
    protected Step slow(HandLane lane) {
        return lane.step(SHUTTER, "setClosure", Value.of(turn++ % 2 == 0 ? 100 : 0));
    }

    @Override
    protected Step quick(HandLane lane) {
        return lane.step(LAMP, turn++ % 2 == 0 ? "on" : "off");
    }

    @Override
    protected String quickState() {
        return "core:OnOffState";
    }
}
