package io.candelabra.dialect.sustainder.lcms;

import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Order;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.LevelOrders;
import io.candelabra.dialect.sustainder.lamps.Verdicts;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.schemes.Calendars;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settings that lamps keep. For a lamp that cannot be reached a setting waits, if that is wanted: of each kind the
 * last.
 */
public final class SettingsRoutes implements RouteSet {
    private static final int MOST = 10_000;

    private final Lamps lamps;
    private final LampOrders orders;

    public SettingsRoutes(Lamps lamps, LampOrders orders) {
        this.lamps = lamps;
        this.orders = orders;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/lcms/settings/light-levels", this::postLightLevels)
                .post("/lcms/settings/dimming-schemes", this::postDimmingSchemes)
                .post("/lcms/settings/dimming-scheme", this::postDimmingScheme);
    }

    Reply postLightLevels(Exchange x) {
        Body body = Body.of(x);
        Lamps.Shown view = lamps.acting(x, body);
        boolean queue = body.flag("queue_when_offline");
        Verdicts verdicts = new Verdicts();
        List<Order> all = LevelOrders.mostLevels(body, "lcm_id", false, verdicts).stream()
                .map(w -> new Order(w.id(), lamps.byLcm(view, w.id()), w.command()))
                .toList();
        orders.configure(view, "light levels", all, queue, ApiCaller.of(x).cause(), verdicts);
        return verdicts.into(Hal.at(ApiRoot.of(x), "/lcms/settings/light-levels"), "lcms", true)
                .reply();
    }

    Reply postDimmingSchemes(Exchange x) {
        Body body = Body.of(x);
        Lamps.Shown view = lamps.acting(x, body);
        boolean queue = body.flag("queue_when_offline");
        Calendars calendars = Calendars.of(body, view.seen());
        Verdicts verdicts = new Verdicts();
        List<Order> all = new ArrayList<>();
        for (Body one : body.objects("lcms", MOST)) {
            String id = one.id("lcm_id");
            String name = one.text("calendar_name", Calendars.LONGEST_NAME);
            Optional<String> plan = calendars.plan(name);
            if (plan.isEmpty()) {
                verdicts.nok(id, Verdicts.Reason.UNKNOWN_SCHEME);
            } else {
                all.add(new Order(id, lamps.byLcm(view, id), lamp -> lamp.setScheme(name, plan.get())));
            }
        }
        orders.configure(view, "dimming scheme", all, queue, ApiCaller.of(x).cause(), verdicts);
        return verdicts.into(Hal.at(ApiRoot.of(x), "/lcms/settings/dimming-schemes"), "lcms", true)
                .reply();
    }

    /** As the list of lamps links to it. */
    Reply postDimmingScheme(Exchange x) {
        return postDimmingSchemes(x);
    }
}
