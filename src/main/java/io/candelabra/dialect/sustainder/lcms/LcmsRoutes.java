package io.candelabra.dialect.sustainder.lcms;

import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.LampDocumentCache;
import io.candelabra.dialect.sustainder.lamps.LampDocuments;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.NodeDocuments;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.Paging;
import io.candelabra.dialect.sustainder.request.Paging.Slices;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;

/** Lamps: all, and one with its node. */
public final class LcmsRoutes implements RouteSet {
    private final Lamps lamps;
    private final LampDocumentCache texts;

    public LcmsRoutes(Lamps lamps) {
        this.lamps = lamps;
        this.texts = new LampDocumentCache(lamps);
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/lcms", this::get).get("/lcms/{lcm_id}", this::getByLcmId);
    }

    Reply get(Exchange x) {
        String base = ApiRoot.of(x);
        Lamps.Shown view = lamps.view(ApiCaller.of(x).named(x));
        ApiCaller caller = ApiCaller.of(x);
        Application application = view.application();
        return Paging.of(
                        x,
                        base,
                        application,
                        "/lcms",
                        "lcms",
                        Slices.of(lamps.ids(view)),
                        id -> texts.full(base, view.seen(), id))
                .link("direct_control", caller.within(application, "/lcms/functions/direct-control"))
                .link("preview_light_levels", caller.within(application, "/lcms/functions/preview-light-levels"))
                .link("set_light_levels", caller.within(application, "/lcms/settings/light-levels"))
                .link("set_dimming_scheme", caller.within(application, "/lcms/settings/dimming-schemes"))
                .reply();
    }

    Reply getByLcmId(Exchange x) {
        return document(ApiRoot.of(x), lamps.byLcm(x)).reply();
    }

    /** One lamp with its node. */
    public static Hal document(String base, Lamps.Found found) {
        return LampDocuments.full(base, found.lamp())
                .embed(
                        "node",
                        List.of(NodeDocuments.full(base, found.view().seen(), found.lamp())
                                .document()));
    }
}
