package io.candelabra.testing;

import io.candelabra.dialect.overkiz.document.Kept;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import java.util.List;

/** What the Overkiz dialect alone keeps of {@link TestHome}: notes, options, references, alternatives. */
final class TestPapers {
    private TestPapers() {}

    static Gateway of(Gateway gateway) {
        return gateway.withVendor(Kept.DOCUMENT, """
                        {"type":29,"subType":13,"autoUpdateEnabled":true,"timeReliable":true,"upToDate":true,
                         "connectivity":{"status":"OK","problems":[],"protocolVersion":"2025.1.4"},
                         "updateStatus":"UP_TO_DATE","updateCriticityLevel":"NONE","automaticUpdate":true,
                         "syncInProgress":false,"mode":"ACTIVE","functions":"INTERNET_AUTHORIZATION,SCENARIO_DOWNLOAD",
                         "firmwareVersion":"2025.1.4-11"}
                        """)
                .withVendor(
                        Kept.ADDITIONAL,
                        "[{\"templateId\":\"serial\",\"type\":\"SERIAL_NUMBER\",\"label\":\"Serial number\","
                                + "\"value\":\"B-1\",\"rank\":1,\"unsafe\":false}]")
                .withVendor(
                        Kept.PROTOCOLS,
                        "{\"active\":[\"io\",\"rts\",\"zigbee\"],\"available\":[\"io\",\"rts\",\"zigbee\",\"knx\"],"
                                + "\"supported\":[\"io\",\"rts\",\"zigbee\",\"knx\",\"hue\"]}")
                .withVendor(Kept.DISCONNECTION, "{\"timeout\":15}")
                .withVendor(Kept.DEVELOPER, "{\"active\":true}")
                .withVendor(Kept.FAILED, "[\"CALENDAR_RULE\"]");
    }

    static Device of(Device lamp) {
        Device noted = lamp.withVendor(Kept.DOCUMENT, "{\"metadata\":\"bulb of 2024\",\"shortcut\":true}")
                .withVendor(
                        Kept.ADDITIONAL,
                        "[{\"templateId\":\"serial\",\"type\":\"SERIAL_NUMBER\",\"label\":\"Serial number\","
                                + "\"value\":\"L-7\",\"rank\":1,\"unsafe\":false}]")
                .withVendor(Kept.MANUFACTURER, "[{\"name\":\"week\",\"value\":\"2024-17\"}]");
        return new Device(
                noted.id(),
                noted.type(),
                noted.label(),
                noted.area(),
                noted.available(),
                noted.enabled(),
                noted.states(),
                List.of(State.of("core:Manufacturer", "Candelabra"), State.of("core:FirmwareRevision", "1.4.2")),
                noted.ids(),
                noted.vendor(),
                noted.createdMs(),
                noted.updatedMs());
    }

    static Device hidden(Device device) {
        return device.withVendor(Kept.HIDDEN, "true");
    }

    static List<Resource> extras() {
        return List.of(
                new Resource.Extra(
                        Kept.DIALECT,
                        Kept.OPTION,
                        "emailUsage",
                        "{\"creationTime\":1700000000000,\"lastUpdateTime\":1700000000000,\"optionId\":\"emailUsage\","
                                + "\"startDate\":1700000000000,\"parameters\":[{\"name\":\"emailAddresses\","
                                + "\"value\":\"owner@candelabra.example\"}]}"),
                new Resource.Extra(
                        Kept.DIALECT,
                        Kept.ALTERNATIVES,
                        "blinds",
                        "[\"rts:BlindRTSComponent\",\"rts:RollerShutterRTSComponent\"]"),
                new Resource.Extra(
                        Kept.DIALECT,
                        Kept.REFERENCES,
                        "io:OnOffLightIOComponent",
                        "[{\"protocolType\":1,\"provider\":\"Candelabra\",\"tag\":\"CL-1\",\"type\":\"SPEC\"}]"));
    }
}
