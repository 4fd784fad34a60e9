package io.candelabra.core.lane;

import io.candelabra.core.secret.Vault;
import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverKind;
import io.candelabra.driver.api.SettingType;
import io.candelabra.model.Gateway;
import io.candelabra.model.SiteId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that one driver is given for its life: every one that its kind declares, right by the declaration of today,
 * whatever an older one let in.
 */
final class GivenSettings {
    static final GivenSettings NONE = new GivenSettings(Map.of(), Map.of());

    private final Map<String, String> plain;
    private final Map<String, String> secret;

    private GivenSettings(Map<String, String> plain, Map<String, String> secret) {
        this.plain = plain;
        this.secret = secret;
    }

    /** @throws CannotServe where one is missing or wrong, or a secret cannot be opened */
    static GivenSettings of(DriverSource source, SiteId site, Gateway gateway) {
        Optional<DriverKind> kind = source.kinds().find(gateway.driver());
        if (kind.isEmpty()) {
            return NONE;
        }
        kind.get().faultOfStored(gateway.settings(), gateway.secrets().keySet()).ifPresent(fault -> {
            throw new CannotServe("the setting " + fault.setting() + " " + fault.why());
        });
        Map<String, String> plain = new HashMap<>();
        Map<String, String> secret = new HashMap<>();
        for (SettingType type : kind.get().settings()) {
            String name = type.name();
            // one that was stored in clear before it was declared secret is given as the secret that it is
            String stored = gateway.settings().getOrDefault(name, type.usual().orElse(""));
            if (!type.secret()) {
                plain.put(name, stored);
                continue;
            }
            String sealed = gateway.secrets().get(name);
            secret.put(name, sealed == null ? stored : open(source, site, gateway, type, sealed));
        }
        return new GivenSettings(plain, secret);
    }

    private static String open(DriverSource source, SiteId site, Gateway gateway, SettingType type, String sealed) {
        String clear;
        try {
            clear = source.seals().open(site, gateway.id(), type.name(), sealed);
        } catch (Vault.CannotOpen closed) {
            throw new CannotServe(
                    "the secret " + type.name() + " cannot be opened with this server's key: give it anew");
        }
        type.fault(clear).ifPresent(why -> {
            throw new CannotServe("the secret " + type.name() + " " + why);
        });
        return clear;
    }

    String plain(String name) {
        return declared(plain, name);
    }

    String secret(String name) {
        return declared(secret, name);
    }

    private static String declared(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the kind of the driver declares no such setting: " + name);
        }
        return value;
    }
}
