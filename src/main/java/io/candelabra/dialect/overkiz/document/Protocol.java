package io.candelabra.dialect.overkiz.document;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The protocols that devices speak: the prefix before {@code ://} in a device's URL, and the dialect's number for it.
 * The numbers that clients and samples are known to use are kept; the document lists none, so the others are ours.
 */
public enum Protocol {
    IO(1, "io", "IO HomeControl"),
    RTS(2, "rts", "Radio Technology Somfy"),
    RTD(3, "rtd", "RTD"),
    RTDS(4, "rtds", "RTD with security"),
    RAMSES(5, "ramses", "Ramses"),
    CAMERA(6, "camera", "Camera"),
    ENOCEAN(7, "enocean", "EnOcean"),
    ZWAVE(8, "zwave", "Z-Wave"),
    OVP(9, "ovp", "Overkiz protocol"),
    RTN(10, "rtn", "RTN"),
    VERISURE(11, "verisure", "Verisure"),
    MODBUS(12, "modbus", "Modbus"),
    INTERNAL(13, "internal", "Internal"),
    JSW(14, "jsw", "JSW"),
    OPENDOORS(15, "opendoors", "OpenDoors"),
    KNX(16, "knx", "KNX"),
    MYFOX(17, "myfox", "Somfy Protect"),
    SOMFY_THERMOSTAT(18, "somfythermostat", "Somfy Thermostat"),
    UPNP_CONTROL(19, "upnpcontrol", "UPnP Control"),
    MODBUSLINK(20, "modbuslink", "Modbus link"),
    ZIGBEE(21, "zigbee", "Zigbee"),
    HUE(22, "hue", "Philips Hue"),
    ELIOT(23, "eliot", "Eliot"),
    WISER(24, "wiser", "Wiser"),
    PROFALUX_868(25, "profalux868", "Profalux 868"),
    OGP(26, "ogp", "Overkiz Generic Protocol"),
    HOMEKIT(27, "homekit", "HomeKit"),
    AUGUST(28, "august", "August"),
    HLRR_WIFI(29, "hlrrwifi", "HLRR Wi-Fi"),
    OGCP(30, "ogcp", "Overkiz Generic Cloud Protocol"),
    NETATMO(31, "netatmo", "Netatmo"),
    NEST(32, "nest", "Nest"),
    YOKIS(33, "yokis", "Yokis"),
    ARISTON(34, "ariston", "Ariston"),
    AURORA(35, "aurora", "Aurora"),
    DEDIETRICH(36, "dedietrichstc", "De Dietrich STC"),
    URMET(37, "urmet", "Urmet"),
    CORE(38, "core", "Core"),
    CANDELABRA(90, "candelabra", "Candelabra"),
    LEAP(91, "leap", "Lutron LEAP");

    private static final Map<String, Protocol> BY_PREFIX = new HashMap<>();

    static {
        Arrays.stream(values()).forEach(protocol -> BY_PREFIX.put(protocol.prefix, protocol));
    }

    private final int id;
    private final String prefix;
    private final String label;

    Protocol(int id, String prefix, String label) {
        this.id = id;
        this.prefix = prefix;
        this.label = label;
    }

    public int id() {
        return id;
    }

    public String prefix() {
        return prefix;
    }

    public String label() {
        return label;
    }

    public static Optional<Protocol> ofPrefix(String prefix) {
        return Optional.ofNullable(BY_PREFIX.get(prefix));
    }

    public static Optional<Protocol> ofId(int id) {
        return Arrays.stream(values()).filter(protocol -> protocol.id == id).findFirst();
    }
}
