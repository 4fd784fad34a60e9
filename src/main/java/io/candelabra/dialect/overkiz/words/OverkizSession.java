package io.candelabra.dialect.overkiz.words;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Composed;
import io.candelabra.core.site.Sites;
import io.candelabra.core.state.SiteState;
import io.candelabra.core.view.View;
import io.candelabra.model.Action;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Attribute;
import io.candelabra.wire.http.Exchange;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who asks, and the setup that is shown to them: what a handler works with. It goes through the door of the core and
 * shows no more than the caller may see.
 *
 * @param id names the session or the token for limits and listeners; the proof itself is kept nowhere
 * @param account id of the account, which the dialect calls user id
 * @param binding id of the face binding, through which the site is shown
 * @param site the site behind the setup
 * @param setupOid what the face calls it
 * @param local whether the request came in by the local face
 * @param byToken whether a token was shown, and no cookie
 */
public record OverkizSession(
        String id,
        String account,
        Caller caller,
        String binding,
        SiteId site,
        String setupOid,
        boolean local,
        boolean byToken,
        Sites sites,
        Cause cause) {
    /** Where the filter leaves the session. */
    public static final Attribute<OverkizSession> KEY = Attribute.of("overkiz session", OverkizSession.class);

    /** The session of a request that has passed the filter. */
    public static OverkizSession of(Exchange x) {
        return x.get(KEY);
    }

    /** The setup's site as it is on disk. */
    public SiteState state() {
        return sites.state(caller, site);
    }

    /** Hands in a command; what it led to is on disk when this returns. */
    public <A> A submit(Command<A> command) {
        return sites.submit(caller, site, command, cause);
    }

    /** Hands in a command that is composed from the setup's site as it is, anew where somebody else was quicker. */
    public <A> A compose(OnState<A> composer) {
        return sites.compose(caller, site, (view, nowMs) -> composer.compose(view.state(), nowMs), cause);
    }

    /** Makes a command from the site as it is on disk. */
    @FunctionalInterface
    public interface OnState<A> {
        Composed<?, A> compose(SiteState state, long nowMs);
    }

    /** Whether the caller may see a device: it is within the binding's area and not hidden. */
    public boolean sees(SiteState state, Device device) {
        return View.of(caller, state).sees(device);
    }

    /** Whether the caller may see every device that is there and that the actions name. */
    public boolean seesAll(SiteState state, List<Action> actions) {
        return View.of(caller, state).seesAll(actions);
    }

    /** Whether the caller may see a device by its id; one that is gone counts as seen where nothing is hidden from the caller. */
    public boolean sees(SiteState state, DeviceId id) {
        return View.of(caller, state).sees(id);
    }

    /** Whether nothing of the site is hidden from the caller. */
    public boolean seesEverything() {
        return caller.area().isEmpty()
                && caller.grant(site).map(g -> g.hiddenDevices().isEmpty()).orElse(false);
    }

    /** The devices that the caller sees, in their order. */
    public Stream<Device> devices(SiteState state) {
        return View.of(caller, state).devices();
    }

    /** A device by its URL; refuses where it is not there or not to be seen, in the same words. */
    public Device device(SiteState state, String deviceUrl) {
        DeviceId id = OverkizIds.deviceId(deviceUrl);
        return state.device(id)
                .filter(device -> sees(state, device))
                .orElseThrow(() -> OverkizFault.noSuchDevice(deviceUrl));
    }

    /** The gateways that the caller sees, in their order. */
    public Stream<Gateway> gateways(SiteState state) {
        return View.of(caller, state).gateways();
    }

    /** A gateway by its id; refuses where it is not there or not to be seen, in the same words. */
    public Gateway gateway(SiteState state, String gatewayId) {
        if (gatewayId.isEmpty() || gatewayId.length() > 100) {
            throw OverkizFault.noSuchGateway(gatewayId, setupOid);
        }
        return state.gateway(new GatewayId(gatewayId))
                .filter(View.of(caller, state)::sees)
                .orElseThrow(() -> OverkizFault.noSuchGateway(gatewayId, setupOid));
    }
}
