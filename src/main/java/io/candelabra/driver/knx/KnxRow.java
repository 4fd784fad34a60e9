package io.candelabra.driver.knx;

/**
 * A group address as the plan has it.
 *
 * @param name what people call it
 * @param function the word of its {@link KnxRole}; empty where it is still to be guessed
 * @param device what people call the device that it belongs to; empty where it is still to be guessed
 * @param area the room; may be empty
 * @param read whether it may be asked for its value
 * @param write whether the server may write to it
 * @param main the address by which its device is known; its own while no devices are formed yet
 */
record KnxRow(
        KnxAddress address,
        String name,
        KnxDatapoint datapoint,
        String function,
        String device,
        String area,
        boolean read,
        boolean write,
        KnxAddress main) {

    /** The same as a part of a device. */
    KnxRow in(KnxRole role, String label, KnxAddress deviceAt) {
        return new KnxRow(address, name, datapoint, role.word(), label, area, read, write, deviceAt);
    }
}
