package io.candelabra.dialect.sustainder.types;

import io.candelabra.dialect.sustainder.document.ApiRoot;
import io.candelabra.dialect.sustainder.document.Hal;
import io.candelabra.dialect.sustainder.lamps.Sensor;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;

/** The words that answers may hold. */
public final class TypesRoutes implements RouteSet {
    @Override
    public void routes(Routes routes) {
        routes.get("/types/error", this::getError).get("/types/sensors", this::getSensors);
    }

    Reply getError(Exchange x) {
        return Hal.at(ApiRoot.of(x), "/types/error")
                .put(
                        "lcm_error_types",
                        List.of("DIMMING", "BALLAST", "LAMP", "LCM_NOT_RESPONDING", "GATEWAY_NOT_RESPONDING"))
                .put("gateway_error_types", List.of("GATEWAY_NOT_RESPONDING"))
                .reply();
    }

    Reply getSensors(Exchange x) {
        return Hal.at(ApiRoot.of(x), "/types/sensors")
                .put("sensor_types", Sensor.words())
                .reply();
    }
}
