package io.candelabra.dialect.sustainder.groups;

import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Hold;
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

/** Functions that all lamps of a group carry out at once. */
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
        routes.post("/groups/functions/direct-control", this::postDirectControl)
                .post("/groups/functions/clear-override", this::postClearOverride)
                .post("/groups/functions/light-levels", this::postLightLevels);
    }

    Reply postDirectControl(Exchange x) {
        Body body = Body.of(x);
        Verdicts verdicts = new Verdicts();
        List<Wanted> wanted = LevelOrders.overrides(body, "group_id", verdicts);
        return now(x, body, "direct-control", Hold.BEGINS, wanted, verdicts);
    }

    Reply postClearOverride(Exchange x) {
        Body body = Body.of(x);
        return now(x, body, "clear-override", Hold.ENDS, LevelOrders.clears(body, "group_ids"), new Verdicts());
    }

    private Reply now(Exchange x, Body body, String word, Hold hold, List<Wanted> wanted, Verdicts verdicts) {
        Lamps.Shown view = lamps.acting(x, body);
        GroupOrders groups = new GroupOrders(lamps, view, verdicts).of(wanted, false);
        Verdicts members = new Verdicts();
        orders.now(view, "group " + word, hold, groups.orders(), ApiCaller.of(x).cause(), members);
        groups.judge(members);
        return groups.into(Hal.at(ApiRoot.of(x), "/groups/functions/" + word), members, false)
                .reply();
    }

    /** The answer of the document calls itself so; it is the setting. */
    Reply postLightLevels(Exchange x) {
        return settings.postLightLevels(x);
    }
}
