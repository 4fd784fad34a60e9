package io.candelabra.testing;

import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import java.util.List;

/** The texts of {@link TestHome} that the Overkiz dialect alone keeps: notes, options, references, alternatives. */
final class TestPapers {
    private TestPapers() {}

    static Gateway of(Gateway gateway) {
        return gateway.withVendor(VendorFields.DOCUMENT, """
                        {"type":29,"subType":13,"autoUpdateEnabled":true,"timeReliable":true,"upToDate":true,
                         "connectivity":{"status":"OK","problems":[],"protocolVersion":"2025.1.4"},
                         "updateStatus":"UP_TO_DATE","updateCriticityLevel":"NONE","automaticUpdate":true,
                         "syncInProgress":false,"mode":"ACTIVE","functions":"INTERNET_AUTHORIZATION,SCENARIO_DOWNLOAD",
                         "firmwareVersion":"2025.1.4-11"}
                        """)
                .withVendor(
                        VendorFields.ADDITIONAL,
                        "[{\"templateId\":\"serial\",\"type\":\"SERIAL_NUMBER\",\"label\":\"Serial number\","
                                + "\"value\":\"B-1\",\"rank\":1,\"unsafe\":false}]")
                .withVendor(
                        VendorFields.PROTOCOLS,
                        "{\"active\":[\"io\",\"rts\",\"zigbee\",\"zwave\"],\"available\":[\"io\",\"rts\",\"zigbee\",\"zwave\",\"knx\"],"
                                + "\"supported\":[\"io\",\"rts\",\"zigbee\",\"zwave\",\"knx\",\"hue\"]}")
                .withVendor(VendorFields.DISCONNECTION, "{\"timeout\":15}")
                .withVendor(VendorFields.DEVELOPER, "{\"active\":true}")
                .withVendor(VendorFields.FAILED, "[\"CALENDAR_RULE\"]");
    }

    static Device of(Device lamp) {
        Device noted = lamp.withVendor(VendorFields.DOCUMENT, "{\"metadata\":\"bulb of 2024\",\"shortcut\":true}")
                .withVendor(
                        VendorFields.ADDITIONAL,
                        "[{\"templateId\":\"serial\",\"type\":\"SERIAL_NUMBER\",\"label\":\"Serial number\","
                                + "\"value\":\"L-7\",\"rank\":1,\"unsafe\":false}]")
                .withVendor(VendorFields.MANUFACTURER, "[{\"name\":\"week\",\"value\":\"2024-17\"}]");
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
        return device.withVendor(VendorFields.HIDDEN, "true");
    }

    static List<Resource> extras() {
        return List.of(
                ExtraKind.OPTION.extra(
                        "emailUsage",
                        "{\"creationTime\":1700000000000,\"lastUpdateTime\":1700000000000,\"optionId\":\"emailUsage\","
                                + "\"startDate\":1700000000000,\"parameters\":[{\"name\":\"emailAddresses\","
                                + "\"value\":\"owner@candelabra.example\"}]}"),
                ExtraKind.ALTERNATIVES.extra("blinds", "[\"rts:BlindRTSComponent\",\"rts:RollerShutterRTSComponent\"]"),
                ExtraKind.REFERENCES.extra(
                        "io:OnOffLightIOComponent",
                        "[{\"protocolType\":1,\"provider\":\"Candelabra\",\"tag\":\"CL-1\",\"type\":\"SPEC\"}]"));
    }
}
