package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.core.history.Histories;
import io.candelabra.core.view.View;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import java.util.List;
import java.util.Map;

/** By how much counters grew in spans of time, for many at once. */
final class GrowingIndexes {
    private static final int MOST_INDEXES = 1_000;

    private GrowingIndexes() {}

    /**
     * By how much a counter grew.
     *
     * @param delta from the last reading before the time to the last one in it; 0 where there was none
     */
    record GrowingIndexDocument(String deviceUrl, String stateName, Number delta) {}

    /** All of them, or none where one is not right. */
    static Reply answer(Histories histories, Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        View view = session.state();
        if (!(x.jsonTree() instanceof List<?> asked)) {
            throw OverkizFault.missing("Malformed growing index requests");
        }
        if (asked.size() > MOST_INDEXES) {
            throw OverkizFault.invalid("More than " + MOST_INDEXES + " growing index requests");
        }
        List<Wish> wishes = asked.stream().map(one -> wish(session, view, one)).toList();
        return Reply.ok(StatesHistoryRoutes.work(() -> wishes.stream()
                .map(wish -> {
                    StateHistory history = new StateHistory(histories, view, wish.device(), wish.state());
                    double growth =
                            history.growth(wish.period().fromMs(), wish.period().toMs());
                    return new GrowingIndexDocument(wish.device().id().value(), wish.state(), history.number(growth));
                })
                .toList()));
    }

    private record Wish(Device device, String state, HistoryPeriod period) {}

    private static Wish wish(OverkizSession session, View view, Object asked) {
        if (!(asked instanceof Map<?, ?> fields
                && fields.get("deviceUrl") instanceof String url
                && fields.get("stateName") instanceof String state)) {
            throw OverkizFault.missing("Malformed growing index request");
        }
        Device device = session.device(view, url);
        StatesHistoryRoutes.check(device, state);
        return new Wish(
                device, state, HistoryPeriod.of(String.valueOf(fields.get("from")), String.valueOf(fields.get("to"))));
    }
}
