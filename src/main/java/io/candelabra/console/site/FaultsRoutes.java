package io.candelabra.console.site;

import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.request.ConsoleFault;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.JobKind;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.SiteId;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults of simulated devices, for administrators of their site: nothing real can be hurt, and a person sees what the APIs make of it. */
public final class FaultsRoutes implements RouteSet {
    private static final int LONGEST_VALUE = 200;

    /**
     * @param what failing, late, unreachable, battery, press or mended
     * @param value of failing the name of a failure, of late ms, of battery percent, of press the word that the button tells
     */
    record Wanted(@Nullable String what, @Nullable String value) {}

    /** @param job id of the work; its end is told as an event, with the reason where it failed */
    record Asked(String job) {}

    private final Sites sites;
    private final Words words;

    public FaultsRoutes(Sites sites, Words words) {
        this.sites = sites;
        this.words = words;
    }

    @Override
    public void routes(Routes routes) {
        routes.post("/sites/{site}/devices/{device}/fault", this::post);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "POST /sites/{site}/devices/{device}/fault",
                Bodies.answers(Asked.class).taking(Wanted.class));
    }

    Reply post(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        caller.caller().need(site, Verb.ADMINISTER);
        Wanted wanted = x.json(Wanted.class);
        String value = wanted.value() == null ? "" : wanted.value();
        if (wanted.what() == null || value.length() > LONGEST_VALUE) {
            throw ConsoleFault.invalid(
                    "The body", "has to name what, with a value of at most " + LONGEST_VALUE + " characters");
        }
        View view = sites.view(caller.caller(), site);
        Device device = DevicesRoutes.device(view, x);
        if (!words.isSimulated(view, device)) {
            throw new Refused(
                    new Refused.Conflict("there is a real device behind this one, and it has no faults to be played"));
        }
        String job = sites.submit(
                caller.caller(),
                site,
                new Command.StartJob(
                        JobKind.FAULT.name(),
                        new Command.Target.OneDevice(device.id()),
                        Map.of("what", wanted.what(), "value", value)),
                caller.cause());
        return Reply.status(202, new Asked(job));
    }
}
