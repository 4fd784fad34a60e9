package io.candelabra.dialect.sustainder.lamps;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.request.ApiCaller;
import io.candelabra.dialect.sustainder.request.Application;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.Resource.Verb;
import io.candelabra.model.trait.Traits;
import io.candelabra.wire.http.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds lamps that the caller may see. */
public final class Lamps {
    private final Sites sites;
    /** By identity: a type is one object as long as its catalogue or its site holds it, and dear to compare. */
    private final LoadingCache<DeviceType, Traits> traits =
            Caffeine.newBuilder().weakKeys().build(Traits::of);

    /** Lamps of a site by {@link View#deviceIndex}, for those who see all of them. */
    private final Cache<Object, List<DeviceId>> ids =
            Caffeine.newBuilder().weakKeys().build();

    private final LampNumbers numbers;

    public Lamps(Sites sites) {
        this.sites = sites;
        this.numbers = new LampNumbers(sites, traits::get);
    }

    /** A site at one moment, as an application shows it. */
    public record Shown(Application application, View seen) {}

    /** One lamp that was found, and where. */
    public record Found(Shown view, Lamp lamp) {}

    public Shown view(Application application) {
        numbers.give(application);
        return new Shown(application, application.view(sites));
    }

    /** A lamp that is there. */
    public Lamp lamp(View view, DeviceId id) {
        return lamp(view, view.device(id).orElseThrow());
    }

    /** The view that a body names, if the caller may move things there; refused otherwise. */
    public Shown acting(Exchange x, Body body) {
        Application application = ApiCaller.of(x).named(x, body);
        application.need(Verb.CONTROL);
        return view(application);
    }

    public Lamp lamp(View view, Device device) {
        DeviceType type = sites.typeOf(view, device);
        return Lamp.of(view, device, traits.get(type));
    }

    /** All lamps of an application, in the order in which they came in. */
    public Stream<Device> all(Shown view) {
        return ids(view).stream().flatMap(id -> view.seen().device(id).stream());
    }

    /**
     * Their ids. Callers who see all of a site share one list, which is made anew only when devices come, go or change.
     */
    public List<DeviceId> ids(Shown view) {
        return view.seen().everything()
                ? ids.get(view.seen().deviceIndex(), index -> lampsOf(view.seen()))
                : lampsOf(view.seen());
    }

    private static List<DeviceId> lampsOf(View view) {
        return view.devices().filter(Lamp::isLamp).map(Device::id).toList();
    }

    public Optional<Lamp> byLcm(Shown view, String lcmId) {
        return visible(view, view.seen().deviceBy(Lamp.LCM, lcmId));
    }

    /** By the id of its node; an lcm_id is taken as well, as in the document's own example. */
    public Optional<Lamp> byNode(Shown view, String nodeId) {
        return visible(view, view.seen().deviceBy(Lamp.NODE, nodeId).or(() -> view.seen()
                .deviceBy(Lamp.LCM, nodeId)));
    }

    private Optional<Lamp> visible(Shown view, Optional<Device> device) {
        return device.filter(Lamp::isLamp).map(d -> lamp(view.seen(), d));
    }

    /** The lamp that a path names, in any application of the caller; refused as not found otherwise. */
    public Found byLcm(Exchange x) {
        return searched(x).stream()
                .flatMap(view -> byLcm(view, x.path("lcm_id")).map(lamp -> new Found(view, lamp)).stream())
                .findFirst()
                .orElseThrow(SustainderFault::notFound);
    }

    /** The lamp whose node a path names, in any application of the caller; refused as not found otherwise. */
    public Found byNode(Exchange x) {
        return searched(x).stream()
                .flatMap(view -> byNode(view, x.path("node_id")).map(lamp -> new Found(view, lamp)).stream())
                .findFirst()
                .orElseThrow(SustainderFault::notFound);
    }

    /** The views in which a single thing is looked for. */
    public List<Shown> searched(Exchange x) {
        return ApiCaller.of(x).searched(x).stream().map(this::view).toList();
    }

    /** The views in which a single thing is looked for, to be changed as a body says. */
    public List<Shown> searched(Exchange x, Body body) {
        return ApiCaller.of(x).searched(x, body).stream().map(this::view).toList();
    }
}
