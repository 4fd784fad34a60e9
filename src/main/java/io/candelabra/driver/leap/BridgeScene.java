package io.candelabra.driver.leap;

import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.DeviceType.Repeat;
import java.util.List;

/** Scenes of a bridge, which it calls virtual buttons: there is nothing to be seen at one, and it can be pressed. */
final class BridgeScene {
    static final DeviceType TYPE = new DeviceType(
            "leap:Scene",
            "ACTUATOR",
            "Generic",
            "Generic",
            true,
            List.of(),
            List.of(),
            List.of(new CommandType("press", List.of(), List.of(), Repeat.NEVER)),
            List.of(),
            List.of());

    private BridgeScene() {}
}
