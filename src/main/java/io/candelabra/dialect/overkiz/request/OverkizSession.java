package io.candelabra.dialect.overkiz.request;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Composer;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.dialect.overkiz.spelling.OverkizIds;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Attribute;
import io.candelabra.wire.http.Exchange;

/**
 * The caller and the setup that is shown to it: all that a handler works with. It goes through the door of the core and
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

    /** The setup's site as it is on disk, as the caller sees it. */
    public View state() {
        return sites.view(caller, site);
    }

    /** Submits a command. Its events are on disk when this returns. */
    public <A> A submit(Command<A> command) {
        return sites.submit(caller, site, command, cause);
    }

    /** Submits a command that is composed from the setup's site as it is. Where another caller was quicker, it is composed anew. */
    public <A> A compose(Composer<A> composer) {
        return sites.compose(caller, site, composer, cause);
    }

    /** A device by its URL; refuses where it is not there or not to be seen, in the same words. */
    public Device device(View state, String deviceUrl) {
        return state.device(OverkizIds.deviceId(deviceUrl)).orElseThrow(() -> OverkizFault.noSuchDevice(deviceUrl));
    }

    /** A gateway by its id; refuses where it is not there or not to be seen, in the same words. */
    public Gateway gateway(View state, String gatewayId) {
        if (gatewayId.isEmpty() || gatewayId.length() > 100) {
            throw OverkizFault.noSuchGateway(gatewayId, setupOid);
        }
        return state.gateway(new GatewayId(gatewayId))
                .orElseThrow(() -> OverkizFault.noSuchGateway(gatewayId, setupOid));
    }
}
