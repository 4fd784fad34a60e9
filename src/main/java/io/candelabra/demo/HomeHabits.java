package io.candelabra.demo;

import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Group;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Zones and scenes of the demo home. */
final class HomeHabits {
    private HomeHabits() {}

    static List<Resource> all(long nowMs) {
        return List.of(
                zone(nowMs, "Ground floor shutters", 1, "io://1/10200101", "io://1/10200102", "io://1/10200103"),
                zone(nowMs, "Garden at night", 2, "io://1/10300101", "rts://1/16750003", "ogp://1/0003FEF3#1"),
                scene(
                        nowMs,
                        "Good morning",
                        action("io://1/10200101", DeviceCommand.of("open")),
                        action("io://1/10200102", DeviceCommand.of("open")),
                        action("io://1/10200103", DeviceCommand.of("open")),
                        action("zigbee://1/21002/1", set("setIntensity", 80))),
                scene(
                        nowMs,
                        "Leaving home",
                        action("io://1/10300102", DeviceCommand.of("off")),
                        action("io://1/10300103", DeviceCommand.of("off")),
                        action("zigbee://1/21002/1", DeviceCommand.of("off")),
                        action("io://1/10200101", set("setClosure", 100)),
                        action("internal://1/alarm/0", DeviceCommand.of("alarmOn"))),
                scene(
                        nowMs,
                        "Film evening",
                        action("io://1/10200101", set("setClosure", 100)),
                        action("io://1/10200102", set("setClosure", 100)),
                        action("io://1/10300103", set("setIntensity", 15)),
                        action("hue://1/ecb5fafffe001001/lights/2", DeviceCommand.of("on"), set("setIntensity", 20))),
                scene(
                        nowMs,
                        "Workshop off",
                        action("io://2/10300201", DeviceCommand.of("off")),
                        action("io://2/10300202", DeviceCommand.of("off")),
                        action("rts://2/16750201", DeviceCommand.of("off"))));
    }

    private static Group zone(long nowMs, String label, int type, String... devices) {
        List<DeviceId> members = Arrays.stream(devices).map(HomeDevices::id).toList();
        return new Group(
                DemoHome.uuid("zone/" + label), label, type, members, List.of(), nowMs, nowMs, Map.of(), Map.of());
    }

    private static Scene scene(long nowMs, String label, Action... actions) {
        return new Scene(DemoHome.uuid("scene/" + label), label, List.of(actions), nowMs, nowMs, Map.of(), Map.of());
    }

    private static Action action(String device, DeviceCommand... commands) {
        return new Action(HomeDevices.id(device), List.of(commands));
    }

    private static DeviceCommand set(String command, long value) {
        return DeviceCommand.of(command, Value.of(value));
    }
}
