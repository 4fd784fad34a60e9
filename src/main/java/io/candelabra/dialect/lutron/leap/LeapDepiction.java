package io.candelabra.dialect.lutron.leap;

import io.candelabra.core.view.View;
import io.candelabra.dialect.api.Bindings;
import io.candelabra.dialect.api.Depiction;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.Onlooker;
import io.candelabra.model.Device;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * One device as clients of an envelope are given it, for people who compare.
 *
 * @param wrapped the answer at an address, as the envelope sends it
 */
public record LeapDepiction(
        Leap leap, Envelope envelope, Bindings bindings, BiFunction<String, LeapReply, Depiction> wrapped) {

    /** @param view of the caller for whom it is shown */
    public Depiction of(View view, Device device) {
        return bindings.showing(view, device)
                .map(binding ->
                        new Onlooker(envelope, view.site(), view.caller().within(binding.area())))
                .map(session -> leap.address(device, session)
                        .map(address -> at(address, session))
                        .orElseGet(() -> Depiction.none("This language has no word for a device of this type.")))
                .orElseGet(Depiction::notBound);
    }

    private Depiction at(String address, Onlooker session) {
        LeapReply reply = leap.resource(Verb.READ, address, Map.of(), session);
        return reply.isError()
                ? Depiction.none(String.valueOf(reply.body().get("Message")) + ".")
                : wrapped.apply(address, reply);
    }
}
