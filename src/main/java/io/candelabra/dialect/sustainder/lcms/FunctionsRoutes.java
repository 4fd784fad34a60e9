package io.candelabra.dialect.sustainder.lcms;

import io.candelabra.dialect.sustainder.lamps.Lamp;
import io.candelabra.dialect.sustainder.lamps.LampOrders;
import io.candelabra.dialect.sustainder.lamps.LampOrders.Order;
import io.candelabra.dialect.sustainder.lamps.Lamps;
import io.candelabra.dialect.sustainder.lamps.LevelText;
import io.candelabra.dialect.sustainder.lamps.Verdicts;
import io.candelabra.dialect.sustainder.words.Application;
import io.candelabra.dialect.sustainder.words.Asker;
import io.candelabra.dialect.sustainder.words.Base;
import io.candelabra.dialect.sustainder.words.Body;
import io.candelabra.dialect.sustainder.words.Hal;
import io.candelabra.dialect.sustainder.words.SustainderFault;
import io.candelabra.model.Resource.Verb;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lamps do at once, or not at all: a lamp that cannot be reached forgets it. */
public final class FunctionsRoutes implements RouteSet {
    private static final int MOST = 10_000;
    private static final int LONGEST_MINUTES = 10_080;

    private final Lamps lamps;
    private final LampOrders orders;

    public FunctionsRoutes(Lamps lamps, LampOrders orders) {
        this.lamps = lamps;
        this.orders = orders;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/lcms/functions/clear-override", this::postClearOverride)
                .post("/lcms/functions/direct-control", this::postDirectControl)
                .post("/lcms/functions/preview-light-levels", this::postPreviewLightLevels);
    }

    Reply postDirectControl(Exchange x) {
        Body body = Body.of(x);
        Lamps.View view = view(x, body);
        Verdicts verdicts = new Verdicts();
        List<Order> wanted = new ArrayList<>();
        for (Body one : body.objects("override", MOST)) {
            String id = one.id("lcm_id");
            Optional<List<Integer>> levels = LevelText.given(required(one, "override"));
            Optional<Integer> minutes = minutes(one);
            if (levels.isEmpty() || minutes.isEmpty()) {
                verdicts.nok(id, levels.isEmpty() ? Verdicts.Reason.BAD_LEVEL : Verdicts.Reason.BAD_DURATION);
            } else {
                wanted.add(new Order(id, lamps.byLcm(view, id), lamp -> lamp.override(levels.get(), minutes.get())));
            }
        }
        orders.now(view, "direct control", wanted, Asker.of(x).cause(), verdicts);
        return verdicts.into(Hal.at(Base.of(x), "/lcms/functions/direct-control"), "lcms", false)
                .put("application_artkey", view.application().artkey())
                .reply();
    }

    Reply postClearOverride(Exchange x) {
        Body body = Body.of(x);
        Lamps.View view = view(x, body);
        Verdicts verdicts = new Verdicts();
        List<Order> wanted = body.ids("lcm_ids", MOST).stream()
                .map(id -> new Order(id, lamps.byLcm(view, id), Lamp::clear))
                .toList();
        orders.now(view, "clear override", wanted, Asker.of(x).cause(), verdicts);
        return verdicts.into(Hal.at(Base.of(x), "/lcms/functions/clear-override"), "lcms", false)
                .reply();
    }

    Reply postPreviewLightLevels(Exchange x) {
        Body body = Body.of(x);
        Lamps.View view = view(x, body);
        Verdicts verdicts = new Verdicts();
        List<Order> wanted = new ArrayList<>();
        for (Body one : body.objects("light_levels", MOST)) {
            String id = one.id("lcm_id");
            Optional<List<Integer>> levels = LevelText.given(required(one, "light_levels"));
            if (levels.isEmpty()) {
                verdicts.nok(id, Verdicts.Reason.BAD_LEVEL);
            } else {
                wanted.add(new Order(id, lamps.byLcm(view, id), lamp -> lamp.preview(levels.get())));
            }
        }
        orders.now(view, "preview light levels", wanted, Asker.of(x).cause(), verdicts);
        return verdicts.into(Hal.at(Base.of(x), "/lcms/functions/preview-light-levels"), "lcms", false)
                .reply();
    }

    private Lamps.View view(Exchange x, Body body) {
        Application application = Asker.of(x).named(body);
        application.need(Verb.CONTROL);
        return lamps.view(application);
    }

    private static Object required(Body body, String field) {
        Object value = body.raw(field);
        if (value == null) {
            throw SustainderFault.field(body.place(field), "This field is required.");
        }
        return value;
    }

    /** Whole minutes; 0 until it is cleared. Empty where it is no such number. */
    private static Optional<Integer> minutes(Body body) {
        Object value = body.raw("duration");
        if (value == null) {
            return Optional.of(0);
        }
        return Body.asNumber(value)
                .filter(n -> n >= 0 && n <= LONGEST_MINUTES && n == Math.rint(n))
                .map(Double::intValue);
    }
}
