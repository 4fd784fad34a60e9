package io.candelabra.dialect.overkiz.setup;

import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.words.OverkizFault;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import io.candelabra.wire.json.KeptJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the setup has subscribed to. An option that it has not is an empty object: clients ask to find out. */
public final class OptionsRoutes implements RouteSet {

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/options", this::get)
                .get("/setup/options/{optionId}", this::getByOptionId)
                .get("/setup/options/{optionId}/{parameterName}", this::getByOptionIdAndParameterName);
    }

    public Reply get(Exchange x) {
        return Reply.ok(VendorFields.extras(OverkizSession.of(x).state(), VendorFields.OPTION).stream()
                .map(extra -> KeptJson.raw(extra.json()))
                .toList());
    }

    public Reply getByOptionId(Exchange x) {
        return Reply.ok(option(x));
    }

    public Reply getByOptionIdAndParameterName(Exchange x) {
        String name = x.path("parameterName");
        if (option(x).get("parameters") instanceof List<?> parameters) {
            for (Object parameter : parameters) {
                if (parameter instanceof Map<?, ?> found && name.equals(found.get("name"))) {
                    return Reply.ok(found);
                }
            }
        }
        throw OverkizFault.noSuch("option parameter", name);
    }

    private static Map<String, @Nullable Object> option(Exchange x) {
        return VendorFields.extra(OverkizSession.of(x).state(), VendorFields.OPTION, x.path("optionId"))
                .map(extra -> VendorFields.object(extra.json()))
                .orElse(Map.of());
    }
}
