package io.candelabra.driver.mqtt;

import io.candelabra.wire.json.ToldJson;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge tells of its own settings ({@code bridge/info}), as far as it changes what devices tell.
 *
 * @param told whether it has told any
 * @param inverted addresses of the covers that count how far they are closed, and not how far they are open
 * @param watches whether it finds out which devices can be reached
 * @param watched addresses for which that is said otherwise
 */
record ZigbeeSettings(boolean told, Set<String> inverted, boolean watches, Map<String, Boolean> watched) {
    static final ZigbeeSettings NONE = new ZigbeeSettings(false, Set.of(), true, Map.of());

    private static final int MOST = 10_000;

    ZigbeeSettings {
        inverted = Set.copyOf(inverted);
        watched = Map.copyOf(watched);
    }

    /** Empty where the bridge does not tell its settings. */
    static Optional<ZigbeeSettings> read(Map<String, @Nullable Object> info) {
        return ToldJson.object(info.get("config")).map(ZigbeeSettings::of);
    }

    private static ZigbeeSettings of(Map<String, @Nullable Object> config) {
        boolean all =
                ToldJson.flag(ToldJson.object(config.get("device_options")).orElse(Map.of()), "invert_cover", false);
        Set<String> inverted = new HashSet<>();
        Map<String, Boolean> watched = new HashMap<>();
        Map<String, @Nullable Object> devices =
                ToldJson.object(config.get("devices")).orElse(Map.of());
        devices.entrySet().stream().limit(MOST).forEach(one -> {
            Map<String, @Nullable Object> options =
                    ToldJson.object(one.getValue()).orElse(Map.of());
            if (ToldJson.flag(options, "invert_cover", all)) {
                inverted.add(one.getKey());
            }
            if (options.get("availability") != null) {
                watched.put(one.getKey(), isOn(options.get("availability")));
            }
        });
        return new ZigbeeSettings(true, inverted, isOn(config.get("availability")), watched);
    }

    /** It is a switch; or an object of settings, which has one since version 2 and was on before. */
    private static boolean isOn(@Nullable Object availability) {
        return availability instanceof Boolean on
                ? on
                : ToldJson.object(availability)
                        .map(settings -> ToldJson.flag(settings, "enabled", true))
                        .orElse(false);
    }

    boolean inverts(String address) {
        return inverted.contains(address);
    }

    /** Whether the bridge finds out whether a device can be reached; so it is taken to do while it tells nothing of its settings. */
    boolean watches(String address) {
        return watched.getOrDefault(address, watches);
    }
}
