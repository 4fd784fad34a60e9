package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.core.view.View;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.trait.Effects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scene of one area, with the number that it has there. */
public record AreaScene(int number, Resource.Scene scene) {
    /** The id under which a scene says of which area it is, and its number there: {@code 12/3}. */
    static final String KEY = "leap.areascene";

    /** All of a site, by the number of their area and in the order of their own. */
    static Map<Integer, List<AreaScene>> byArea(View view) {
        Map<Integer, List<AreaScene>> found = new HashMap<>();
        for (Resource.Scene scene : view.resources(Resource.Scene.class)) {
            String[] parts = scene.ids().getOrDefault(KEY, "").split("/", -1);
            if (parts.length == 2 && !parts[1].isEmpty()) {
                found.computeIfAbsent(LeapView.number(parts[0]), area -> new ArrayList<>())
                        .add(new AreaScene(LeapView.number(parts[1]), scene));
            }
        }
        found.values().forEach(scenes -> scenes.sort(Comparator.comparingInt(AreaScene::number)));
        return found;
    }

    /** The scene that an area is in: the first of which everything is as it would set it, or is on the way there. */
    public static Optional<AreaScene> active(LeapView now, Area area) {
        return now.scenesOf(area).stream().filter(scene -> scene.holds(now)).findFirst();
    }

    private boolean holds(LeapView now) {
        boolean any = false;
        for (Action action : scene.actions()) {
            Optional<Device> device = now.view().device(action.device()).filter(Device::available);
            if (device.isPresent()) {
                any = true;
                if (!holds(now, device.get(), action.commands())) {
                    return false;
                }
            }
        }
        return any;
    }

    private static boolean holds(LeapView now, Device device, List<DeviceCommand> commands) {
        States states = now.states(device);
        DeviceType type = now.type(device);
        for (DeviceCommand command : commands) {
            for (Effects.Target target : Effects.targets(type, command, states)) {
                State wanted = target.state();
                if (!states.value(wanted.name()).asText().equals(wanted.value().asText())) {
                    return false;
                }
            }
        }
        return true;
    }
}
