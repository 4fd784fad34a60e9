package io.candelabra.dialect.sustainder.groups;

import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
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

/** Settings that all lamps of a complete group keep. */
public final class SettingsRoutes implements RouteSet {
    private final Lamps lamps;
    private final LampOrders orders;

    public SettingsRoutes(Lamps lamps, LampOrders orders) {
        this.lamps = lamps;
        this.orders = orders;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/groups/settings/light-levels", this::postLightLevels);
    }

    Reply postLightLevels(Exchange x) {
        Body body = Body.of(x);
        Lamps.Shown view = lamps.acting(x, body);
        boolean queue = body.flag("queue_when_offline");
        Verdicts verdicts = new Verdicts();
        List<Wanted> wanted = LevelOrders.mostLevels(body, "group_id", false, verdicts);
        GroupOrders groups = new GroupOrders(lamps, view, verdicts).of(wanted, true);
        Verdicts members = new Verdicts();
        orders.configure(
                view,
                "group light levels",
                groups.orders(),
                queue,
                ApiCaller.of(x).cause(),
                members);
        groups.judge(members);
        return groups.into(Hal.at(ApiRoot.of(x), "/groups/settings/light-levels"), members, true)
                .reply();
    }
}
