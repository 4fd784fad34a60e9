package io.candelabra.push;

import io.candelabra.core.access.Caller;
import io.candelabra.core.secret.Vault;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Resource.Subscription;
import io.candelabra.model.SiteId;
import io.candelabra.push.Pushes.Message;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The way from a message of one subscription, as it was set once, to its receiver. Every message leaves through here. */
final class Posting {
    private final SiteId site;
    private final Subscription subscription;
    private final Sites sites;
    private final Courier courier;
    private final Vault vault;
    private final InstantSource wall;
    private final Deliveries deliveries;

    Posting(
            SiteId site,
            Subscription subscription,
            Sites sites,
            Courier courier,
            Vault vault,
            InstantSource wall,
            Deliveries deliveries) {
        this.site = site;
        this.subscription = subscription;
        this.sites = sites;
        this.courier = courier;
        this.vault = vault;
        this.wall = wall;
        this.deliveries = deliveries;
    }

    /** Whether the subscription is set like this, and on. */
    boolean wanted(View view) {
        return subscription.enabled() && stands(view);
    }

    private boolean stands(View view) {
        return view.resource(Subscription.class, subscription.id())
                .filter(subscription::equals)
                .isPresent();
    }

    /** Whether the proof can be opened: not where it was sealed with another server's key. */
    boolean proves() {
        try {
            Credentials.open(vault, subscription.secretHandle());
            return true;
        } catch (Vault.CannotOpen foreign) {
            return false;
        }
    }

    /**
     * Sends once and tells how it went.
     *
     * @throws Vault.CannotOpen where the proof was sealed with another server's key; nothing is told then
     */
    void post(Deliveries.Kind kind, String id, Message message, Consumer<Deliveries.Delivery> told) {
        long sentMs = wall.millis();
        Letter letter = Credentials.open(vault, subscription.secretHandle()).letter(subscription, id, message, sentMs);
        AtomicLong leftMs = new AtomicLong(sentMs);
        courier.send(
                letter,
                () -> {
                    leftMs.set(wall.millis());
                    return stands(sites.view(Caller.CORE, site));
                },
                outcome -> told.accept(deliveries.tried(id, kind, sentMs, leftMs.get(), wall.millis(), outcome)));
    }
}
