package io.candelabra.core.secret;

import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;

/**
 * Seals secret settings of gateways. Each is bound to its site, its gateway and its name: copied anywhere else, it cannot be
 * opened.
 */
public record GatewaySeals(Vault vault) {

    public String seal(SiteId site, GatewayId gateway, String setting, String clear) {
        return vault.seal(purpose(site, gateway, setting), clear);
    }

    /** @throws Vault.CannotOpen where it was sealed for another setting or under another root key */
    public String open(SiteId site, GatewayId gateway, String setting, String sealed) {
        return vault.open(purpose(site, gateway, setting), sealed);
    }

    /** With lengths, so that no two settings have one purpose, with any characters in their ids. */
    private static String purpose(SiteId site, GatewayId gateway, String setting) {
        return "gateway setting " + site.value().length() + " " + site + " "
                + gateway.value().length() + " " + gateway + " " + setting;
    }
}
