package io.candelabra.demo;

import io.candelabra.model.Device;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.HistoryItem.DeviceEvent;
import io.candelabra.model.HistoryItem.Notification;
import java.util.ArrayList;
import java.util.List;

/**
 * The past of the demo's home, from the days before it began: a few faults and notes, so that its history is not empty.
 */
final class HomePast {
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    private HomePast() {}

    static List<HistoryItem> of(DemoHome home, long nowMs) {
        List<HistoryItem> past = new ArrayList<>();
        List<Device> batteries = home.devices().stream()
                .filter(d -> d.states().has("core:BatteryState") || d.states().has("core:BatteryLevelState"))
                .toList();
        List<Device> shutters = home.devices().stream()
                .filter(d -> d.states().has("core:ClosureState"))
                .toList();
        for (int i = 0; i < batteries.size(); i++) {
            past.add(fault(batteries.get(i), "LOW_BATTERY", "the battery is nearly empty", nowMs - (5 + i) * DAY_MS));
        }
        for (Device shutter : shutters.subList(0, Math.min(2, shutters.size()))) {
            past.add(fault(shutter, "BLOCKED", "something was in the way", nowMs - 2 * DAY_MS - past.size() * HOUR_MS));
        }
        past.add(new Notification(
                DemoHome.uuid("past/alarm"), nowMs - DAY_MS, "ALARM", "INFO", "The alarm was set for the night."));
        past.add(new Notification(
                DemoHome.uuid("past/rain"), nowMs - 9 * HOUR_MS, "WEATHER", "INFO", "The awning was taken in: rain."));
        return past;
    }

    private static DeviceEvent fault(Device device, String kind, String detail, long atMs) {
        return new DeviceEvent(
                DemoHome.uuid("past/" + kind + "/" + device.id().value()), atMs, device.id(), kind, detail, true);
    }
}
