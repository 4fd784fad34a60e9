package io.candelabra.admin;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.site.Sites;
import io.candelabra.model.DeviceId;
import io.candelabra.model.SiteId;

/** Finds what a person names. */
final class Named {
    private Named() {}

    /**
     * The site of this name. The accounts are none that people name.
     *
     * @param name any text
     * @throws Refused where there is no such site, also where the text could name none
     */
    static SiteId site(Sites sites, String name) {
        return sites.all().stream()
                .filter(site -> site.value().equals(name) && !site.equals(Accounts.SYSTEM))
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("site", name));
    }

    /** @throws Refused where the text can name no device */
    static DeviceId device(String text) {
        try {
            return new DeviceId(text);
        } catch (IllegalArgumentException none) {
            throw Refused.invalid("device", "reads protocol://gateway/address, as the lists of devices show it");
        }
    }
}
