package io.candelabra.demo;

import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import io.candelabra.model.States;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws parts of an office and gives each its numbers and ids. */
final class OfficeDrawing {
    private static final String TIMEZONE = "Europe/Amsterdam";
    private static final double LATITUDE = 52.0907;
    private static final double LONGITUDE = 5.1214;
    private static final double DEGREES_PER_METRE = 1 / 111_320.0;
    private static final int BUTTONS_APART = 10;
    /** The numbers of shades as zones begin beyond those of all loads. */
    private static final int SHADE_ZONES = 200;
    /** The vendor corner of a device in which the simulated field finds its programming. */
    private static final String SIMULATOR = "simulator";

    private static final long USUAL_LEVEL = 80;

    private final long nowMs;
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private GatewayId gateway = new GatewayId("1042-7300-0001");
    private String room = "";
    private String mode = "";

    OfficeDrawing(long nowMs) {
        this.nowMs = nowMs;
    }

    void profile(String name) {
        resources.add(new Resource.Profile(name, LATITUDE, LONGITUDE, TIMEZONE, Map.of()));
    }

    void emergency(String id, String label) {
        resources.add(new Resource.Extra("lutron", "emergency", id, "{\"label\":\"" + label + "\",\"active\":false}"));
    }

    /** Devices that are drawn from now on hang on this processor. */
    void behind(String processor) {
        gateway = new GatewayId(processor);
    }

    DemoOffice done() {
        return new DemoOffice(gateways, devices, resources, alerts);
    }

    // ---- areas ----

    /** @param programmed its programming, for the simulated field */
    void processor(String id, String label, String notes, String programmed) {
        int number = count("device");
        gateways.add(new Gateway(
                new GatewayId(id),
                "simulator",
                label,
                "house",
                true,
                TIMEZONE,
                Map.of(
                        "leap.device",
                        Integer.toString(number),
                        "imei",
                        Imei.of(36, number),
                        "node",
                        OfficeParts.uuid("gateway/" + id)),
                Map.of("lutron", notes, "place", coordinates(number), SIMULATOR, programmed)));
    }

    private static String coordinates(int serial) {
        return String.format(Locale.ROOT, "{\"latitude\":%s,\"longitude\":%s}", latitude(serial), longitude(serial));
    }

    private static double latitude(int serial) {
        return Math.rint((LATITUDE + serial / 8 * 6 * DEGREES_PER_METRE) * 1e6) / 1e6;
    }

    private static double longitude(int serial) {
        return Math.rint((LONGITUDE + serial % 8 * 7 * DEGREES_PER_METRE) * 1e6) / 1e6;
    }

    void area(String id, String parent, String label, String mode) {
        Map<String, String> vendor =
                mode.isEmpty() ? Map.of() : Map.of("lutron", "{\"occupancyMode\":\"" + mode + "\"}");
        int depth = parent.isEmpty() ? 0 : parent.equals("house") ? 1 : 2;
        resources.add(new Resource.Area(
                id,
                parent,
                label,
                depth,
                nowMs,
                nowMs,
                Map.of("leap.area", Integer.toString(count("area")), "overkiz.oid", OfficeParts.uuid("area/" + id)),
                vendor));
    }

    /** @param occupancy what its sensors do to its lights */
    void room(String id, String parent, String label, String occupancy) {
        area(id, parent, label, occupancy);
        room = id;
        mode = occupancy;
    }

    /** The programming of the device drawn last, besides the usual. */
    void note(String words) {
        Device last = devices.removeLast();
        String before = last.vendor().getOrDefault(SIMULATOR, "");
        devices.add(last.withVendor(SIMULATOR, (before + " " + words).trim()));
    }

    // ---- devices ----

    Device dimmed(String label, long level, int watts) {
        Device zone = zone(
                "candelabra:DimmedZone",
                label,
                OfficeParts.dimmed(label, level, watts),
                watts,
                "MRF2S-6CL",
                "WallDimmer");
        note("occupied=" + (level > 0 ? level : USUAL_LEVEL));
        return zone;
    }

    Device white(String label, long level, long kelvin, int watts) {
        Device zone = zone(
                "candelabra:TunableWhiteZone",
                label,
                OfficeParts.white(label, level, kelvin, watts),
                watts,
                "FCJS-ECO-TW",
                "WhiteTune");
        note("occupied=" + (level > 0 ? level : USUAL_LEVEL));
        return zone;
    }

    Device switched(String label, boolean on, int watts) {
        return zone(
                "candelabra:SwitchedZone",
                label,
                OfficeParts.switched(label, on, watts),
                watts,
                "MRF2S-8S-DV",
                "WallSwitch");
    }

    Device receptacle(String label, boolean on, int watts) {
        return zone(
                "candelabra:ReceptacleZone",
                label,
                OfficeParts.switched(label, on, watts),
                watts,
                "RMJS-20R-DV-B",
                "PowPakSwitch");
    }

    Device contact(String label, boolean closed) {
        return zone(
                "candelabra:ContactClosureZone",
                label,
                OfficeParts.contact(label, closed),
                0,
                "RMJS-CCO1-24-B",
                "PowPakCCO");
    }

    private Device zone(String type, String label, States states, int watts, String model, String kind) {
        int zone = count("zone");
        Map<String, String> ids = ids("zone/" + zone);
        ids.put("leap.zone", Integer.toString(zone));
        ids.put("lcm", String.format(Locale.ROOT, "%s%06d", "171128", 360_000 + zone));
        return add(type, "zone/" + zone, label, states, ids, Map.of(), model, kind, watts);
    }

    void sensor(String label, long battery) {
        int sensor = count("sensor");
        Map<String, String> ids = ids("sensor/" + sensor);
        ids.put("leap.occupancysensor", Integer.toString(sensor));
        add(
                "candelabra:OccupancySensor",
                "sensor/" + sensor,
                label,
                OfficeParts.sensor(label, battery, sensor % 3 != 0),
                ids,
                Map.of(),
                "LRF2-OCR2B-P-WH",
                "RPSCeilingMountedOccupancySensor",
                0);
        note("mode=" + mode);
    }

    void daylight(String label, double lux) {
        int sensor = count("daylight");
        add(
                "candelabra:DaylightSensor",
                "daylight/" + sensor,
                label,
                OfficeParts.daylight(label, lux),
                ids("daylight/" + sensor),
                Map.of(),
                "LRF2-DCRB-WH",
                "RPSDaylightSensor",
                0);
        note("target=500");
    }

    void remote(String label, String... buttons) {
        int remote = count("remote");
        Map<String, String> ids = ids("remote/" + remote);
        ids.put("leap.button", Integer.toString(100 + remote * BUTTONS_APART));
        boolean five = buttons.length == 5;
        add(
                "candelabra:PicoRemote",
                "remote/" + remote,
                label,
                OfficeParts.remote(label),
                ids,
                Map.of("lutron", "{\"buttons\":[\"" + String.join("\",\"", buttons) + "\"]}"),
                five ? "PJ2-3BRL-GWH-L01" : "PJ2-2B-GWH-L01",
                five ? "Pico3ButtonRaiseLower" : "Pico2Button",
                0);
        note("buttons=" + OfficeParts.programs(buttons));
    }

    void shade(String label, long open) {
        int shade = count("shadegroup");
        Map<String, String> ids = ids("shade/" + shade);
        ids.put("leap.shadegroup", Integer.toString(shade));
        ids.put("leap.zone", Integer.toString(SHADE_ZONES + shade));
        add(
                "candelabra:ShadeGroup",
                "shade/" + shade,
                label,
                OfficeParts.shade(label, open),
                ids,
                Map.of(
                        "lutron",
                        "{\"presets\":[{\"number\":1,\"name\":\"Open\",\"level\":100},"
                                + "{\"number\":2,\"name\":\"Half\",\"level\":50},{\"number\":3,\"name\":\"Closed\",\"level\":0}]}"),
                "QSYC-J-RCVR",
                "Shade",
                0);
    }

    /** @param zone the label of the zone that feeds its lamps */
    void leg(String label, double hours, String zone) {
        int leg = count("switchleg");
        Map<String, String> ids = ids("leg/" + leg);
        ids.put("leap.switchleg", Integer.toString(leg));
        add(
                "candelabra:SwitchLeg",
                "leg/" + leg,
                label,
                OfficeParts.leg(label, hours),
                ids,
                Map.of(),
                "QSNE-4S10-D",
                "SwitchLeg",
                0);
        Device feeding = devices.stream()
                .filter(device -> device.label().equals(zone))
                .findFirst()
                .orElseThrow();
        note("zone=" + feeding.id().address());
    }

    private static Map<String, String> ids(String address) {
        Map<String, String> ids = new HashMap<>();
        ids.put("overkiz.oid", OfficeParts.uuid(address));
        ids.put("node", OfficeParts.uuid("node/" + address));
        return ids;
    }

    private Device add(
            String type,
            String address,
            String label,
            States states,
            Map<String, String> ids,
            Map<String, String> vendor,
            String model,
            String kind,
            int watts) {
        int number = count("device");
        ids.put("leap.device", Integer.toString(number));
        Device device = new Device(
                DeviceId.of("leap", gateway, address),
                type,
                label,
                room,
                true,
                true,
                states,
                OfficeParts.attributes(model, kind, number, watts, latitude(number), longitude(number)),
                ids,
                vendor,
                nowMs,
                nowMs);
        devices.add(device);
        if (label.equals("Café sensor")) {
            alerts.add(new Alert(device.id(), "PROGRAMMING", "its settings did not reach it", nowMs));
        }
        if (label.equals("Library stacks")) {
            alerts.add(new Alert(device.id(), "LAMP", "one of eight lamps is out", nowMs));
        }
        if (label.equals("Library driver row")) {
            alerts.add(new Alert(device.id(), "LAMP_END_OF_LIFE", "", nowMs));
        }
        return device;
    }

    /** The device drawn last cannot be reached. */
    void away(Device device) {
        devices.replaceAll(drawn -> drawn.id().equals(device.id()) ? drawn.withAvailable(false) : drawn);
    }

    private int count(String kind) {
        return counters.merge(kind, 1, Integer::sum);
    }

    // ---- scenes ----

    /** The scenes of the room drawn last: off, full, dimmed, and a low one; of these the first so many. */
    void scenes(int howMany) {
        String[] names = {"Off", "Full", "Work", "Presentation"};
        long[] levels = {0, 100, 70, 15};
        String area = Integer.toString(counters.getOrDefault("area", 0));
        for (int i = 0; i < howMany; i++) {
            List<Action> actions = new ArrayList<>();
            for (Device device : devices) {
                if (device.area().equals(room)) {
                    OfficeParts.to(device, levels[i])
                            .ifPresent(command -> actions.add(new Action(device.id(), List.of(command))));
                }
            }
            scene(room + "-" + (i + 1), names[i], actions, Map.of("leap.areascene", area + "/" + (i + 1)));
        }
    }

    private void scene(String id, String label, List<Action> actions, Map<String, String> ids) {
        Map<String, String> all = new HashMap<>(ids);
        all.put("overkiz.oid", OfficeParts.uuid("scene/" + id));
        resources.add(new Resource.Scene("scene-" + id, label, actions, nowMs, nowMs, all, Map.of()));
    }

    void houseScenes() {
        houseScene(1, "Morning", 80);
        houseScene(2, "Evening", 35);
        houseScene(3, "Cleaning", 100);
        houseScene(4, "Everything off", 0);
    }

    private void houseScene(int number, String label, long level) {
        List<Action> actions = new ArrayList<>();
        for (Device device : devices) {
            DeviceCommand command = OfficeParts.to(device, level).orElse(null);
            if (command != null && device.available()) {
                actions.add(new Action(device.id(), List.of(command)));
            }
        }
        scene("house-" + number, label, actions, Map.of("leap.virtualbutton", Integer.toString(number)));
    }
}
