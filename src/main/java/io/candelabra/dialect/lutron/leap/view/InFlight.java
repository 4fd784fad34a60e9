package io.candelabra.dialect.lutron.leap.view;

import io.candelabra.core.execution.Running;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.DeviceType.Effect;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.trait.DerivedStates;
import io.candelabra.model.trait.Effects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The states that devices are on their way to. The language tells the end of a fade as soon as it begins; so a look at
 * a level includes the steps that are under way. Motors tell their travel, and a ramp by hand where it is just now.
 */
public record InFlight(Map<DeviceId, List<Step>> steps) {
    /** Plans with this mark end in a ramp that a person stops by eye. */
    public static final String RAMP = "leap.ramp";

    static InFlight of(View view) {
        Map<DeviceId, List<Step>> steps = new HashMap<>();
        view.underWay((running, step) -> add(running, step, steps));
        return new InFlight(steps);
    }

    private static void add(Running running, Step first, Map<DeviceId, List<Step>> steps) {
        boolean ramp = running.execution().plan().vendor().containsKey(RAMP);
        // what follows at once is part of the same wish: a level and a white
        for (Optional<Step> step = Optional.of(first); step.isPresent(); ) {
            Optional<Step> next = running.next(step.get());
            if (!ramp || next.isPresent()) {
                steps.computeIfAbsent(step.get().device(), d -> new ArrayList<>())
                        .add(step.get());
            }
            step = next.filter(following -> following.command().delayMs() == 0);
        }
    }

    /** The states of a device once what is under way has been done. */
    States towards(Device device, DeviceType type) {
        States states = device.states();
        for (Step step : steps.getOrDefault(device.id(), List.of())) {
            List<Effects.Target> targets = Effects.targets(type, step.command(), states);
            if (targets.stream().noneMatch(target -> target.pace() == Effect.Pace.TRAVEL)) {
                List<State> reached =
                        targets.stream().map(Effects.Target::state).toList();
                states = states.with(reached).with(DerivedStates.of(type, states, reached));
            }
        }
        return states;
    }
}
