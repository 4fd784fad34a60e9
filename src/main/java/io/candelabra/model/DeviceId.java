package io.candelabra.model;

/**
 * Names a device within its site by its address: {@code protocol://gateway/address} with {@code #n} behind it for the
 * n-th endpoint of a device that has several. The same text is what Overkiz calls a device URL.
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
    public DeviceId {
        int scheme = value.indexOf("://");
        int slash = scheme < 1 ? -1 : value.indexOf('/', scheme + 3);
        if (slash <= scheme + 3 || slash == value.length() - 1 || value.length() > 300) {
            throw new IllegalArgumentException("a device id reads protocol://gateway/address: " + value);
        }
    }

    public static DeviceId of(String protocol, GatewayId gateway, String address) {
        return new DeviceId(protocol + "://" + gateway.value() + "/" + address);
    }

    /** The word before {@code ://}, such as {@code io} or {@code zigbee}. */
    public String protocol() {
        return value.substring(0, value.indexOf("://"));
    }

    public GatewayId gateway() {
        int start = value.indexOf("://") + 3;
        return new GatewayId(value.substring(start, value.indexOf('/', start)));
    }

    /** The part behind the gateway, without the endpoint. */
    public String address() {
        int start = value.indexOf('/', value.indexOf("://") + 3) + 1;
        int hash = value.lastIndexOf('#');
        return hash < start ? value.substring(start) : value.substring(start, hash);
    }

    /** The endpoint's number, from 1; 0 where the device has no endpoints. */
    public int endpoint() {
        int hash = value.lastIndexOf('#');
        if (hash < 0) {
            return 0;
        }
        String digits = value.substring(hash + 1);
        boolean number =
                !digits.isEmpty() && digits.length() < 7 && digits.chars().allMatch(Character::isDigit);
        return number ? Integer.parseInt(digits) : 0;
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
