package io.candelabra.model;

/**
 * Something that needs a person's attention, from when it is raised until it is cleared. A subject has one of a kind.
 *
 * @param kind the fault, one word in capitals, such as {@code LAMP} or {@code LOW_BATTERY}
 * @param detail a sentence; may be empty
 */
public record Alert(Subject subject, String kind, String detail, long raisedMs) {
    /** Kind of the alert that a webhook was switched off, since its receiver takes nothing. */
    public static final String WEBHOOK_DISABLED = "WEBHOOK_DISABLED";

    /** Kind of the alert that a webhook is far behind what happens, until it has caught up. */
    public static final String WEBHOOK_LATE = "WEBHOOK_LATE";

    /** Kind of the alert that a gateway is not served: its driver cannot work with it as it is set up. */
    public static final String NOT_SERVED = "NOT_SERVED";

    /** Kind of the alert of a gateway that a device which it found waits to be let in. */
    public static final String DEVICE_FOUND = "DEVICE_FOUND";

    /** An alert of a device. */
    public Alert(DeviceId device, String kind, String detail, long raisedMs) {
        this(Subject.of(device), kind, detail, raisedMs);
    }

    /** An alert of a gateway. */
    public Alert(GatewayId gateway, String kind, String detail, long raisedMs) {
        this(Subject.of(gateway), kind, detail, raisedMs);
    }

    /** The same alert of another subject. */
    public Alert about(Subject other) {
        return new Alert(other, kind, detail, raisedMs);
    }

    /** The thing that an alert is about. It says who is shown the alert: those who see the thing. */
    public sealed interface Subject {
        /** The same in a text: the id of a device or gateway, or the site's own text. */
        String text();

        static Subject of(DeviceId device) {
            return new OfDevice(device);
        }

        static Subject of(GatewayId gateway) {
            return new OfGateway(gateway);
        }

        /** The site itself, or something of it that is neither device nor gateway, such as a subscription. */
        static Subject of(String part) {
            return new OfSite(part);
        }

        /**
         * The subject of an alert that was stored as a text: a device, where it is the id of one. Whether another text is a gateway only the
         * site can tell.
         */
        static Subject stored(String text) {
            try {
                return new OfDevice(new DeviceId(text));
            } catch (IllegalArgumentException none) {
                // a subject could be any text, and this one names no device
                return new OfSite(text);
            }
        }
    }

    /** A device, whether or not the site has it. */
    public record OfDevice(DeviceId device) implements Subject {
        @Override
        public String text() {
            return device.value();
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** A gateway, whether or not the site has it. */
    public record OfGateway(GatewayId gateway) implements Subject {
        @Override
        public String text() {
            return gateway.value();
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * The site, or a part of it that is neither device nor gateway.
     *
     * @param part names the part, such as the id of a subscription; any text
     */
    public record OfSite(String part) implements Subject {
        @Override
        public String text() {
            return part;
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
