package io.candelabra.demo;

import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The papers of the demo home: JSON texts about the site, boxes and devices that one dialect alone keeps. */
final class HomePapers {
    private static final double LATITUDE = 45.8992;
    private static final double LONGITUDE = 6.1294;
    private static final String TIMEZONE = "Europe/Paris";

    private static final String MAIN = """
            {"type":29,"subType":13,"autoUpdateEnabled":true,"timeReliable":true,
             "connectivity":{"status":"OK","problems":[],"protocolVersion":"2025.1.4"},"upToDate":true,
             "updateStatus":"UP_TO_DATE","updateCriticityLevel":"DEVICES_CONTROL_ONLY","automaticUpdate":true,"syncInProgress":false,
             "mode":"ACTIVE","functions":"INTERNET_AUTHORIZATION,SCENARIO_DOWNLOAD,SCENARIO_AUTO_LAUNCHING,\
            SCENARIO_TELECO_LAUNCHING,INTERNET_UPLOAD,INTERNET_UPDATE,TRIGGERS_SENSORS",
             "firmwareVersion":"2025.1.4-11",
             "partners":[{"status":"OWNER","activated":true,"name":"Candelabra","id":"candelabra"}]}
            """;

    private static final String WORKSHOP = """
            {"type":98,"subType":1,"autoUpdateEnabled":true,"timeReliable":true,
             "connectivity":{"status":"OK","problems":[],"protocolVersion":"2025.1.4"},"upToDate":true,
             "updateStatus":"UP_TO_DATE","updateCriticityLevel":"DEVICES_CONTROL_ONLY","automaticUpdate":true,"syncInProgress":false,
             "mode":"ACTIVE","functions":"INTERNET_AUTHORIZATION,SCENARIO_DOWNLOAD,INTERNET_UPDATE",
             "firmwareVersion":"2025.1.4-11",
             "partners":[{"status":"OWNER","activated":true,"name":"Candelabra","id":"candelabra"}]}
            """;

    private static final String SETUP = """
            {"creationTime":%1$d,"lastUpdateTime":%1$d,"id":"SETUP-2001-0101-4201",
             "location":{"creationTime":%1$d,"lastUpdateTime":%1$d,"city":"Annecy","country":"France",
              "postalCode":"74000","addressLine1":"1 Candle Lane","addressLine2":"","timezone":"Europe/Paris",
              "longitude":6.1294,"latitude":45.8992,"twilightMode":2,"twilightAngle":"CIVIL","twilightCity":"Annecy",
              "summerSolsticeDuskMinutes":1290,"winterSolsticeDuskMinutes":990,"twilightOffsetEnabled":false,
              "dawnOffset":0,"duskOffset":0,"countryCode":"FR"},
             "resellerDelegationType":"NEVER","metadata":"",
             "disconnectionConfiguration":{"notificationTitle":"A box is silent",
              "notificationText":"No word from %%s","targetPushSubscriptions":[],"notificationType":"NONE"},
             "features":[{"name":"tahoma-premium","source":"GATEWAY_TYPE"},
              {"name":"tahoma-security","source":"GATEWAY_TYPE"}]}
            """;

    private static final Map<String, Map<String, String>> DEVICES = Map.of(
            "io://1/10200109",
            Map.of(
                    "overkiz.additionalInformation",
                    note("serial", "SERIAL_NUMBER", "Serial number", "L-0042-7719"),
                    "overkiz.manufacturerData",
                    "[{\"name\":\"productionWeek\",\"value\":\"2024-17\"}]"),
            "modbus://1/9#2",
            Map.of("overkiz.additionalInformation", note("serial", "SERIAL_NUMBER", "Serial number", "HP-310-0008")),
            "camera://1/00c0ffee0101",
            Map.of("overkiz", "{\"metadata\":\"\",\"shortcut\":true}"));

    private HomePapers() {}

    static Profile profile(long nowMs) {
        return new Profile(
                "Candle Lane",
                LATITUDE,
                LONGITUDE,
                TIMEZONE,
                Map.of("overkiz", String.format(Locale.ROOT, SETUP, nowMs)));
    }

    static List<Gateway> gateways() {
        return List.of(
                gateway(
                        DemoHome.MAIN_GATEWAY,
                        "Box",
                        "hall",
                        Map.of(
                                "overkiz",
                                MAIN,
                                "overkiz.protocols",
                                "{\"supported\":[\"io\",\"rts\",\"rtd\",\"rtds\",\"zigbee\",\"zwave\",\"knx\",\"modbus\","
                                        + "\"hue\",\"ogp\",\"camera\",\"enocean\",\"internal\"],"
                                        + "\"available\":[\"io\",\"rts\",\"zigbee\",\"zwave\",\"knx\",\"modbus\",\"hue\","
                                        + "\"ogp\",\"camera\",\"enocean\",\"internal\"],"
                                        + "\"active\":[\"io\",\"rts\",\"zigbee\",\"zwave\",\"knx\",\"modbus\",\"hue\","
                                        + "\"ogp\",\"camera\",\"internal\"]}",
                                "overkiz.additionalInformation",
                                note("serial", "SERIAL_NUMBER", "Serial number", "B-2001-4201"),
                                "overkiz.disconnectionAlert",
                                "{\"timeout\":900}",
                                "overkiz.developerMode",
                                "{\"active\":true}")),
                gateway(DemoHome.WORKSHOP_GATEWAY, "Workshop box", "workshop", Map.of("overkiz", WORKSHOP)));
    }

    private static Gateway gateway(String id, String label, String place, Map<String, String> vendor) {
        return new Gateway(
                new GatewayId(id), "simulator", label, HomePlaces.id(place), true, TIMEZONE, Map.of(), vendor);
    }

    /** Vendor texts of a device; none for most. */
    static Map<String, String> ofDevice(DeviceId id) {
        return DEVICES.entrySet().stream()
                .filter(entry -> HomeDevices.id(entry.getKey()).equals(id))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Map.of());
    }

    static List<Resource> extras(long nowMs) {
        return List.of(
                option(nowMs, "emailUsage", "emailAddresses", "demo@candelabra.example"),
                option(nowMs, "developerMode-" + DemoHome.MAIN_GATEWAY, "gatewayId", DemoHome.MAIN_GATEWAY),
                new Extra(
                        "overkiz",
                        "alternativeControllables",
                        "rts shutters",
                        "[\"rts:RollerShutterRTSComponent\",\"rts:BlindRTSComponent\",\"rts:SwingingShutterRTSComponent\","
                                + "\"rts:ExteriorBlindRTSComponent\"]"),
                new Extra(
                        "overkiz",
                        "alternativeControllables",
                        "rts switches",
                        "[\"rts:LightRTSComponent\",\"rts:OnOffRTSComponent\",\"rts:DimmableLightRTSComponent\"]"),
                new Extra(
                        "overkiz",
                        "alternativeControllables",
                        "zigbee switches",
                        "[\"zigbee:OnOffComponent\",\"zigbee:OnOffLightComponent\"]"),
                new Extra(
                        "overkiz",
                        "manufacturerReferences",
                        "io:OnOffLightIOComponent",
                        "[{\"protocolType\":1,\"provider\":\"Candelabra\",\"tag\":\"CL-2001\",\"type\":\"SPEC\"}]"));
    }

    private static Extra option(long nowMs, String id, String parameter, String value) {
        return new Extra("overkiz", "option", id, String.format(Locale.ROOT, """
                        {"creationTime":%1$d,"lastUpdateTime":%1$d,"optionId":"%2$s","startDate":%1$d,\
                        "parameters":[{"name":"%3$s","value":"%4$s"}]}""", nowMs, id, parameter, value));
    }

    private static String note(String template, String type, String label, String value) {
        return String.format(Locale.ROOT, """
                [{"templateId":"%s","type":"%s","label":"%s","value":"%s","rank":1,"unsafe":false}]""", template, type, label, value);
    }
}
