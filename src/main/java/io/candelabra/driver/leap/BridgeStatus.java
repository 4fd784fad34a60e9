package io.candelabra.driver.leap;

import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import io.candelabra.model.State;
import io.candelabra.wire.json.ToldJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of one device.
 *
 * @param states values as they are now, or what has just happened where {@code happened}
 * @param available empty where the message does not say
 */
record BridgeStatus(DeviceId device, List<State> states, Optional<Boolean> available, boolean happened) {

    /** All that a message says, of devices of the layout. */
    static List<BridgeStatus> of(BridgeMessage message, BridgeLayout layout, GatewayId gateway) {
        List<BridgeStatus> all = new ArrayList<>();
        Map<String, @Nullable Object> body = message.body();
        for (Map<String, @Nullable Object> zone : each(body, "ZoneStatus", "ZoneStatuses")) {
            String href = BridgeJson.href(zone, "Zone");
            BridgeControl control = layout.zones().get(href);
            if (control != null) {
                all.add(new BridgeStatus(id(gateway, href), zone(zone, control), available(zone), false));
            }
        }
        for (Map<String, @Nullable Object> group : each(body, "OccupancyGroupStatus", "OccupancyGroupStatuses")) {
            DeviceId id = id(gateway, BridgeJson.href(group, "OccupancyGroup"));
            List<State> states = occupancy(ToldJson.text(group, "OccupancyStatus"));
            if (layout.devices().containsKey(id) && !states.isEmpty()) {
                all.add(new BridgeStatus(id, states, Optional.empty(), false));
            }
        }
        button(body, layout).ifPresent(all::add);
        return all;
    }

    private static DeviceId id(GatewayId gateway, String href) {
        return DeviceId.of(BridgeLayout.PROTOCOL, gateway, href.isEmpty() ? "none" : href.substring(1));
    }

    private static List<Map<String, @Nullable Object>> each(
            Map<String, @Nullable Object> body, String one, String many) {
        return body.get(one) instanceof Map<?, ?> status
                ? List.of(BridgeJson.object(status))
                : ToldJson.objects(body, many);
    }

    private static Optional<Boolean> available(Map<String, @Nullable Object> zone) {
        return switch (ToldJson.text(zone, "Availability")) {
            case "Available" -> Optional.of(true);
            case "Unavailable" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static List<State> zone(Map<String, @Nullable Object> zone, BridgeControl control) {
        List<State> states = new ArrayList<>();
        OptionalDouble told = ToldJson.number(zone, "Level");
        boolean known = told.isPresent() && told.getAsDouble() >= 0 && told.getAsDouble() <= 100;
        long level = known ? Math.round(told.getAsDouble()) : 0;
        switch (control) {
            case DIMMED, WHITE_TUNE, COLOR_TUNE -> {
                if (known) {
                    states.add(State.of("core:LightIntensityState", level));
                    states.add(onOff(level > 0));
                }
                tuning(BridgeJson.object(zone.get("ColorTuningStatus")), states);
            }
            case SWITCHED -> word(zone, "SwitchedLevel", "On", known, level).ifPresent(on -> states.add(onOff(on)));
            case RECEPTACLE -> word(zone, "ReceptacleLevel", "On", known, level).ifPresent(on -> states.add(onOff(on)));
            case CCO ->
                word(zone, "CCOLevel", "Open", known, level).ifPresent(open -> {
                    states.add(State.of("candelabra:SwitchClosureState", open ? "open" : "closed"));
                    states.add(onOff(open));
                });
            case SHADE -> {
                if (known) {
                    // the bridge counts how far it is open
                    states.add(State.of("core:ClosureState", 100 - level));
                    states.add(State.of("core:TargetClosureState", 100 - level));
                    states.add(State.of("core:OpenClosedState", level > 0 ? "open" : "closed"));
                }
            }
        }
        return states;
    }

    private static State onOff(boolean on) {
        return State.of("core:OnOffState", on ? "on" : "off");
    }

    /** Some bridges tell a word, others a number. */
    private static Optional<Boolean> word(
            Map<String, @Nullable Object> zone, String field, String high, boolean known, long level) {
        String word = ToldJson.text(zone, field);
        return word.isEmpty() ? known ? Optional.of(level > 0) : Optional.empty() : Optional.of(word.equals(high));
    }

    private static void tuning(Map<String, @Nullable Object> told, List<State> states) {
        number(told, "WhiteTuningLevel", "Kelvin", 10_000)
                .ifPresent(kelvin -> states.add(State.of("core:ColorTemperatureState", kelvin)));
        number(told, "HSVTuningLevel", "Hue", 360).ifPresent(hue -> states.add(State.of("core:ColorHueState", hue)));
        number(told, "HSVTuningLevel", "Saturation", 100)
                .ifPresent(saturation -> states.add(State.of("core:ColorSaturationState", saturation)));
    }

    private static Optional<Long> number(Map<String, @Nullable Object> told, String in, String field, long most) {
        OptionalDouble number = ToldJson.number(BridgeJson.object(told.get(in)), field);
        return number.isPresent() && number.getAsDouble() >= 0 && number.getAsDouble() <= most
                ? Optional.of(Math.round(number.getAsDouble()))
                : Optional.empty();
    }

    private static List<State> occupancy(String word) {
        return switch (word) {
            case "Occupied" -> List.of(State.of("core:OccupancyState", "personInside"));
            case "Unoccupied" -> List.of(State.of("core:OccupancyState", "noPersonInside"));
            default -> List.of();
        };
    }

    private static Optional<BridgeStatus> button(Map<String, @Nullable Object> body, BridgeLayout layout) {
        Map<String, @Nullable Object> status = BridgeJson.object(body.get("ButtonStatus"));
        BridgeLayout.Button button = layout.buttons().get(BridgeJson.href(status, "Button"));
        String event = ToldJson.text(BridgeJson.object(status.get("ButtonEvent")), "EventType");
        boolean known =
                switch (event) {
                    case "Press", "Release", "MultiTap", "LongHold" -> true;
                    default -> false;
                };
        if (button == null || !known) {
            return Optional.empty();
        }
        String word = event.substring(0, 1).toLowerCase(Locale.ROOT) + event.substring(1);
        return Optional.of(new BridgeStatus(
                button.remote(),
                List.of(
                        State.of("candelabra:LastButtonState", (long) button.number()),
                        State.of("candelabra:ButtonEventState", word)),
                Optional.empty(),
                true));
    }
}
