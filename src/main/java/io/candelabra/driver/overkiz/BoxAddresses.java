package io.candelabra.driver.overkiz;

import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a box's devices: its own URLs, and the ids that they have behind our gateway. A device of a further gateway that the box
 * speaks for has that gateway's id before its address, since two of them may each have a device of one address.
 */
final class BoxAddresses {
    private static final Pattern URL = Pattern.compile("([^:/]+)://([^/]+)/(.+)");

    private final GatewayId ours;
    private final Map<String, DeviceId> ids = new HashMap<>();
    private final Map<DeviceId, String> urls = new HashMap<>();

    BoxAddresses(GatewayId ours) {
        this.ours = ours;
    }

    /**
     * Takes a device of a setup in.
     *
     * @param box the id of the box itself, as it tells it
     * @return empty where the text is no URL of a device, or a longer one than an id can be
     */
    Optional<DeviceId> learn(String box, String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String further = parts.group(2).equals(box) ? "" : parts.group(2) + "/";
        try {
            DeviceId id = DeviceId.of(parts.group(1), ours, further + parts.group(3));
            ids.put(url, id);
            urls.put(id, url);
            return Optional.of(id);
        } catch (IllegalArgumentException tooLong) {
            return Optional.empty();
        }
    }

    /** The id of a device of the setup. */
    Optional<DeviceId> id(String url) {
        return Optional.ofNullable(ids.get(url));
    }

    /** The URL under which the box knows a device. */
    Optional<String> url(DeviceId id) {
        return Optional.ofNullable(urls.get(id));
    }
}
