package io.candelabra.dialect.overkiz.setup;

import io.candelabra.dialect.overkiz.document.ExtraKind;
import io.candelabra.dialect.overkiz.document.OptionDocument;
import io.candelabra.dialect.overkiz.document.OptionDocument.ParameterDocument;
import io.candelabra.dialect.overkiz.request.OverkizSession;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;
import java.util.Optional;

/** The options that a setup has subscribed to. An option that it lacks is an empty object: clients ask to find out. */
public final class OptionsRoutes implements RouteSet {

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/options", this::get)
                .get("/setup/options/{optionId}", this::getByOptionId)
                .get("/setup/options/{optionId}/{parameterName}", this::getByOptionIdAndParameterName);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /setup/options", Bodies.listOf(OptionDocument.class),
                "GET /setup/options/{optionId}/{parameterName}", Bodies.answers(ParameterDocument.class));
    }

    public Reply get(Exchange x) {
        return Reply.ok(ExtraKind.OPTION.all(OverkizSession.of(x).state()).stream()
                .map(OptionDocument::of)
                .toList());
    }

    public Reply getByOptionId(Exchange x) {
        Optional<OptionDocument> option = option(x);
        return option.isPresent() ? Reply.ok(option.get()) : Reply.ok(Map.of());
    }

    public Reply getByOptionIdAndParameterName(Exchange x) {
        String name = x.path("parameterName");
        return Reply.ok(option(x)
                .flatMap(option -> option.parameter(name))
                .orElseThrow(() -> OverkizFault.noSuch("option parameter", name)));
    }

    private static Optional<OptionDocument> option(Exchange x) {
        return ExtraKind.OPTION
                .find(OverkizSession.of(x).state(), x.path("optionId"))
                .map(OptionDocument::of);
    }
}
