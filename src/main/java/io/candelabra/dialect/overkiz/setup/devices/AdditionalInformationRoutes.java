package io.candelabra.dialect.overkiz.setup.devices;

import io.candelabra.dialect.overkiz.document.AdditionalInformation;
import io.candelabra.dialect.overkiz.words.OverkizSession;
import io.candelabra.model.Device;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;

/** What people noted of devices. */
public final class AdditionalInformationRoutes implements RouteSet {
    private static final String OWNER = "deviceURL";

    @Override
    public void routes(Routes routes) {
        routes.get("/setup/devices/additionalInformation", this::get)
                .get("/setup/devices/{deviceURL}/additionalInformation", this::getByDeviceURL)
                .get("/setup/devices/{deviceURL}/additionalInformation/{templateId}", this::getByTemplateId);
    }

    public Reply get(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return Reply.ok(session.state()
                .devices()
                .flatMap(device -> AdditionalInformation.of(
                        device.vendor(), OWNER, device.id().value())
                        .stream())
                .toList());
    }

    public Reply getByDeviceURL(Exchange x) {
        Device device = device(x);
        return Reply.ok(
                AdditionalInformation.of(device.vendor(), OWNER, device.id().value()));
    }

    public Reply getByTemplateId(Exchange x) {
        Device device = device(x);
        return Reply.ok(
                AdditionalInformation.of(device.vendor(), OWNER, device.id().value(), x.path("templateId")));
    }

    private static Device device(Exchange x) {
        OverkizSession session = OverkizSession.of(x);
        return session.device(session.state(), x.path("deviceURL"));
    }
}
