package io.candelabra.driver.knx;

import java.util.Arrays;

/**
 * A group telegram.
 *
 * @param data the value; where it has six bits or less, one byte
 * @param small whether the value has six bits or less, and travels beside the telegram's code
 */
record KnxTelegram(Kind kind, KnxAddress address, byte[] data, boolean small) {
    private static final byte[] NOTHING = {};

    enum Kind {
        /** Somebody asks for the value. */
        READ,
        /** The answer to that. */
        RESPONSE,
        /** Somebody sets the value, or tells a new one. */
        WRITE,
        /** A telegram of this server is on the bus, and a device has taken it. */
        CONFIRMED,
        /** A telegram of this server was taken by no device. */
        REFUSED
    }

    static KnxTelegram read(KnxAddress address) {
        return new KnxTelegram(Kind.READ, address, NOTHING, true);
    }

    /** @param datapoint says whether the value is a small one */
    static KnxTelegram write(KnxAddress address, KnxDatapoint datapoint, byte[] data) {
        return new KnxTelegram(Kind.WRITE, address, data, KnxValues.isSmall(datapoint));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KnxTelegram telegram
                && kind == telegram.kind
                && address.equals(telegram.address)
                && small == telegram.small
                && Arrays.equals(data, telegram.data);
    }

    @Override
    public int hashCode() {
        return 31 * address.hashCode() + Arrays.hashCode(data);
    }
}
