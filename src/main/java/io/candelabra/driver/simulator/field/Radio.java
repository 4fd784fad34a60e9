package io.candelabra.driver.simulator.field;

/**
 * The speed of the field: the time of a command to the device and back, and the time after which a gateway gives up on
 * it.
 */
final class Radio {
    private Radio() {}

    /** Time from sending until the device begins, by the protocol of its address. */
    static long delayMs(String protocol) {
        return switch (protocol) {
            case "internal" -> 0;
            case "knx", "modbus", "modbuslink", "eliot", "leap", "candelabra" -> 20;
            case "zigbee", "hue", "homekit", "upnpcontrol" -> 50;
            case "zwave", "enocean" -> 150;
            case "rts", "rtn", "rtd", "rtds" -> 200;
            default -> 300;
        };
    }

    /** How long one waits for a device that does not answer. */
    static long timeoutMs(String protocol) {
        return switch (protocol) {
            case "internal", "knx", "modbus", "modbuslink", "leap", "candelabra" -> 2_000;
            case "zigbee", "hue" -> 5_000;
            default -> 10_000;
        };
    }
}
