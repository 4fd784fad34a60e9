package io.candelabra.dialect.sustainder.lcms;

import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Hold;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Order;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.LevelOrders;
import io.candelabra.dialect.sustainder.lamps.LevelOrders.Wanted;
import io.candelabra.dialect.sustainder.lamps.Verdicts;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;

/** Functions that lamps carry out at once, or not at all: for a lamp that cannot be reached they are lost. */
public final class FunctionsRoutes implements RouteSet {
    private final Lamps lamps;
    private final LampOrders orders;
    private final SettingsRoutes settings;

    public FunctionsRoutes(Lamps lamps, LampOrders orders, SettingsRoutes settings) {
        this.lamps = lamps;
        this.orders = orders;
        this.settings = settings;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/lcms/functions/clear-override", this::postClearOverride)
                .post("/lcms/functions/direct-control", this::postDirectControl)
                .post("/lcms/functions/preview-light-levels", this::postPreviewLightLevels)
                .post("/lcms/functions/light-levels", this::postLightLevels);
    }

    Reply postDirectControl(Exchange x) {
        Body body = Body.of(x);
        Lamps.Shown view = lamps.acting(x, body);
        Verdicts verdicts = new Verdicts();
        now(x, view, "direct control", Hold.BEGINS, LevelOrders.overrides(body, "lcm_id", verdicts), verdicts);
        return verdicts.into(Hal.at(ApiRoot.of(x), "/lcms/functions/direct-control"), "lcms", false)
                .put("application_artkey", view.application().artkey())
                .reply();
    }

    Reply postClearOverride(Exchange x) {
        Body body = Body.of(x);
        Lamps.Shown view = lamps.acting(x, body);
        Verdicts verdicts = new Verdicts();
        now(x, view, "clear override", Hold.ENDS, LevelOrders.clears(body, "lcm_ids"), verdicts);
        return verdicts.into(Hal.at(ApiRoot.of(x), "/lcms/functions/clear-override"), "lcms", false)
                .reply();
    }

    Reply postPreviewLightLevels(Exchange x) {
        Body body = Body.of(x);
        Lamps.Shown view = lamps.acting(x, body);
        Verdicts verdicts = new Verdicts();
        List<Wanted> wanted = LevelOrders.mostLevels(body, "lcm_id", true, verdicts);
        now(x, view, "preview light levels", Hold.BEGINS, wanted, verdicts);
        return verdicts.into(Hal.at(ApiRoot.of(x), "/lcms/functions/preview-light-levels"), "lcms", false)
                .reply();
    }

    private void now(Exchange x, Lamps.Shown view, String label, Hold hold, List<Wanted> wanted, Verdicts verdicts) {
        List<Order> all = wanted.stream()
                .map(w -> new Order(w.id(), lamps.byLcm(view, w.id()), w.command()))
                .toList();
        orders.now(view, label, hold, all, ApiCaller.of(x).cause(), verdicts);
    }

    /** Two answers of the document call themselves so; it is the setting. */
    Reply postLightLevels(Exchange x) {
        return settings.postLightLevels(x);
    }
}
