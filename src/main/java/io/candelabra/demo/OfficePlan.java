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
import java.util.Map;

/** Draws the office room by room. Numbers are given in the order of drawing, so they are the same every time. */
final class OfficePlan {
    private static final String NAME = "Meridian House";
    private static final String TIMEZONE = "Europe/Amsterdam";
    private static final double LATITUDE = 52.0907;
    private static final double LONGITUDE = 5.1214;
    private static final double DEGREES_PER_METRE = 1 / 111_320.0;
    private static final int BUTTONS_APART = 10;

    private final long nowMs;
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private GatewayId gateway = new GatewayId("1042-7300-0001");
    private String room = "";

    OfficePlan(long nowMs) {
        this.nowMs = nowMs;
    }

    DemoOffice build() {
        resources.add(new Resource.Profile(NAME, LATITUDE, LONGITUDE, TIMEZONE, Map.of()));
        processor(
                "1042-7300-0001",
                "Hub ground and first floor",
                "{\"model\":\"HJS-2-FM\",\"deviceType\":\"ViveHub\",\"serial\":73000001,\"firmware\":\"01.13.04\","
                        + "\"apiLicence\":true,\"powerLicence\":true}");
        processor(
                "1042-7300-0002",
                "Hub second floor",
                "{\"model\":\"HJS-2-FM\",\"deviceType\":\"ViveHub\",\"serial\":73000002,\"firmware\":\"01.13.04\","
                        + "\"apiLicence\":true,\"powerLicence\":false}");
        area("house", "", NAME, "");
        groundFloor();
        firstFloor();
        secondFloor();
        houseScenes();
        resources.add(
                new Resource.Extra("lutron", "emergency", "1", "{\"label\":\"Emergency lighting\",\"active\":false}"));
        return new DemoOffice(gateways, devices, resources, alerts);
    }

    private void groundFloor() {
        gateway = new GatewayId("1042-7300-0001");
        area("ground", "house", "Ground Floor", "");
        room("lobby", "ground", "Lobby", "Active");
        dimmed("Chandelier", 60, 180);
        dimmed("Downlights", 40, 120);
        white("Cove", 30, 3000, 90);
        sensor("Lobby sensor", 82);
        remote("Lobby remote", "On", "Favorite", "Raise", "Lower", "Off");
        scenes(4);
        room("reception", "ground", "Reception", "Active");
        dimmed("Desk pendants", 70, 60);
        receptacle("Desk sockets", true, 150);
        contact("Front door strike", true);
        sensor("Reception sensor", 74);
        remote("Reception remote", "On", "Favorite", "Raise", "Lower", "Off");
        room("cafe", "ground", "Café", "Active");
        dimmed("Bar", 50, 80);
        dimmed("Tables", 50, 160);
        switched("Menu boards", true, 120);
        receptacle("Espresso socket", true, 1800);
        shade("Café shades", 70);
        sensor("Café sensor", 9);
        scenes(4);
        room("dock", "ground", "Loading Dock", "Vacancy");
        switched("Dock lights", false, 400);
        away(switched("Yard floodlight", false, 300));
        contact("Dock gate", true);
        leg("Dock ballast row", 41_800);
    }

    private void firstFloor() {
        area("first", "house", "First Floor", "");
        room("north", "first", "Open Office North", "Active");
        white("North row A", 80, 4000, 240);
        white("North row B", 80, 4000, 240);
        dimmed("North corridor", 40, 90);
        receptacle("North desk sockets", true, 600);
        shade("North shades", 40);
        sensor("North sensor 1", 91);
        sensor("North sensor 2", 88);
        daylight("North daylight sensor", 430);
        remote("North remote", "On", "Favorite", "Raise", "Lower", "Off");
        leg("North ballast row A", 12_300);
        leg("North ballast row B", 12_900);
        scenes(4);
        room("south", "first", "Open Office South", "Active");
        white("South row A", 60, 3500, 240);
        white("South row B", 60, 3500, 240);
        dimmed("South corridor", 40, 90);
        receptacle("South desk sockets", false, 600);
        shade("South shades", 100);
        sensor("South sensor", 66);
        daylight("South daylight sensor", 510);
        remote("South remote", "On", "Favorite", "Raise", "Lower", "Off");
        leg("South ballast row", 38_700);
        scenes(4);
        room("curie", "first", "Meeting Room Curie", "Vacancy");
        dimmed("Curie table", 0, 90);
        dimmed("Curie wall", 0, 60);
        switched("Curie screen", false, 200);
        shade("Curie shades", 100);
        sensor("Curie sensor", 54);
        remote("Curie remote", "On", "Presentation", "Raise", "Lower", "Off");
        scenes(4);
        room("stairs-1", "first", "Staircase First Floor", "Active");
        switched("Stairs first floor", true, 60);
        dimmed("Landing first floor", 30, 30);
        sensor("Stairs sensor first floor", 71);
    }

    private void secondFloor() {
        gateway = new GatewayId("1042-7300-0002");
        area("second", "house", "Second Floor", "");
        room("board", "second", "Boardroom", "Vacancy");
        dimmed("Board table", 0, 200);
        dimmed("Board perimeter", 20, 110);
        white("Board art", 40, 2800, 60);
        contact("Board screen lift", true);
        shade("Board shades", 50);
        sensor("Board sensor", 77);
        remote("Board remote", "On", "Presentation", "Raise", "Lower", "Off");
        leg("Board driver row", 6_200);
        scenes(4);
        room("director", "second", "Director's Office", "Vacancy");
        dimmed("Director ceiling", 65, 100);
        dimmed("Director desk", 65, 20);
        white("Director shelf", 50, 3200, 30);
        sensor("Director sensor", 83);
        remote("Director remote", "On", "Favorite", "Raise", "Lower", "Off");
        scenes(3);
        room("library", "second", "Library", "Active");
        dimmed("Library stacks", 35, 140);
        dimmed("Library reading tables", 75, 80);
        switched("Library signs", true, 30);
        remote("Library remote", "On", "Off");
        leg("Library driver row", 44_900);
        room("server", "second", "Server Room", "Unused");
        switched("Server room lights", false, 150);
        contact("Cooling release", false);
        room("stairs-2", "second", "Staircase Second Floor", "Active");
        switched("Stairs second floor", true, 60);
        dimmed("Landing second floor", 30, 30);
        sensor("Stairs sensor second floor", 69);
    }

    // ---- places ----

    private void processor(String id, String label, String notes) {
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
                Map.of("lutron", notes, "place", place(number))));
    }

    private static String place(int serial) {
        return "{\"latitude\":%s,\"longitude\":%s}".formatted(latitude(serial), longitude(serial));
    }

    private static double latitude(int serial) {
        return Math.rint((LATITUDE + serial / 8 * 6 * DEGREES_PER_METRE) * 1e6) / 1e6;
    }

    private static double longitude(int serial) {
        return Math.rint((LONGITUDE + serial % 8 * 7 * DEGREES_PER_METRE) * 1e6) / 1e6;
    }

    private void area(String id, String parent, String label, String mode) {
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

    private void room(String id, String parent, String label, String mode) {
        area(id, parent, label, mode);
        room = id;
    }

    // ---- devices ----

    private Device dimmed(String label, long level, int watts) {
        return zone(
                "candelabra:DimmedZone",
                label,
                OfficeParts.dimmed(label, level, watts),
                watts,
                "DVCL-153P",
                "MaestroDimmer");
    }

    private Device white(String label, long level, long kelvin, int watts) {
        return zone(
                "candelabra:TunableWhiteZone",
                label,
                OfficeParts.white(label, level, kelvin, watts),
                watts,
                "FCJS-ECO-TW",
                "PowPakFixtureController");
    }

    private Device switched(String label, boolean on, int watts) {
        return zone(
                "candelabra:SwitchedZone",
                label,
                OfficeParts.switched(label, on, watts),
                watts,
                "MS-Z101",
                "MaestroSwitch");
    }

    private Device receptacle(String label, boolean on, int watts) {
        return zone(
                "candelabra:ReceptacleZone",
                label,
                OfficeParts.switched(label, on, watts),
                watts,
                "RMJS-20R-DV-B",
                "PowPakReceptacle");
    }

    private Device contact(String label, boolean closed) {
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
        ids.put("lcm", "%s%06d".formatted("171128", 360_000 + zone));
        return add(type, "zone/" + zone, label, states, ids, Map.of(), model, kind, watts);
    }

    private void sensor(String label, long battery) {
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
    }

    private void daylight(String label, double lux) {
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
    }

    private void remote(String label, String... buttons) {
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
    }

    private void shade(String label, long open) {
        int shade = count("shadegroup");
        Map<String, String> ids = ids("shade/" + shade);
        ids.put("leap.shadegroup", Integer.toString(shade));
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
                "ShadeGroup",
                0);
    }

    private void leg(String label, double hours) {
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
            alerts.add(new Alert(device.id().value(), "PROGRAMMING", "its settings did not reach it", nowMs));
        }
        if (label.equals("Library stacks")) {
            alerts.add(new Alert(device.id().value(), "LAMP", "one of eight lamps is out", nowMs));
        }
        if (label.equals("Library driver row")) {
            alerts.add(new Alert(device.id().value(), "LAMP_END_OF_LIFE", "", nowMs));
        }
        return device;
    }

    /** The device drawn last cannot be reached. */
    private void away(Device device) {
        devices.set(devices.indexOf(device), device.withAvailable(false));
    }

    private int count(String kind) {
        return counters.merge(kind, 1, Integer::sum);
    }

    // ---- scenes ----

    /** The scenes of the room drawn last: off, full, dimmed, and a low one; of these the first so many. */
    private void scenes(int howMany) {
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

    private void houseScenes() {
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
