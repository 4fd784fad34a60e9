package io.candelabra.model;

import java.util.List;

/** The commands of one device, in order. Actions on different devices go on side by side. */
public record Action(DeviceId device, List<DeviceCommand> commands) {
    public Action {
        commands = List.copyOf(commands);
    }
}
