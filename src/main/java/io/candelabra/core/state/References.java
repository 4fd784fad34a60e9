package io.candelabra.core.state;

import io.candelabra.model.Action;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The links between things within one site. The targets of each resource stand here once, for every rule that has to
 * know which things use another: the rule for the others when it is deleted, and the list that people are shown before
 * they delete it.
 */
public final class References {
    /** In references: a device, which is no resource. */
    private static final String DEVICE = "Device";

    /** Where those that point at a kind are looked for: of the others there may be very many. */
    private static final Map<String, Candidates> POINTING = Map.of(
            DEVICE,
            (state, id) -> all(
                    state.resources(Resource.Group.class).stream(),
                    state.resources(Resource.Scene.class).stream(),
                    state.resources(Resource.DelayedStart.class).stream(),
                    state.resource(Resource.QueuedSettings.class, id).stream()),
            kind(Resource.Area.class),
            (state, id) ->
                    all(state.resources(Lookup.areasIn(id)).stream(), state.resources(Resource.Group.class).stream()),
            kind(Resource.Scene.class),
            (state, id) -> all(state.resources(Lookup.startsOf(id)).stream()),
            kind(Resource.Account.class),
            (state, id) -> all(
                    state.resources(Lookup.sessionsOf(id)).stream(),
                    state.resources(Lookup.keysOf(id)).stream(),
                    state.resources(Lookup.bindingsOf(id)).stream(),
                    state.resources(Lookup.integrationsOf(id)).stream()),
            kind(Resource.FaceBinding.class),
            (state, id) -> all(
                    state.resources(Resource.Session.class).stream(),
                    state.resources(Resource.AccessKey.class).stream(),
                    state.resources(Resource.Integration.class).stream()),
            kind(Resource.AccessKey.class),
            (state, id) -> all(
                    state.resources(Lookup.cursorsOf(id)).stream(),
                    state.resources(Resource.Integration.class).stream()),
            kind(Resource.Session.class),
            (state, id) -> all(state.resources(Lookup.cursorsOf(id)).stream()));

    private interface Candidates {
        Stream<? extends Resource> of(SiteState state, String id);
    }

    private References() {}

    /** How a device is pointed at. */
    public static Resource.Ref ref(DeviceId device) {
        return new Resource.Ref(DEVICE, device.value());
    }

    /** All that point at a resource, or at a device by {@link #ref(DeviceId)}; each kind in its order. */
    public static List<Resource> to(SiteState state, Resource.Ref target) {
        Candidates candidates = POINTING.get(target.kind());
        return candidates == null
                ? List.of()
                : candidates
                        .of(state, target.id())
                        .filter(resource -> of(resource).anyMatch(target::equals))
                        .<Resource>map(resource -> resource)
                        .toList();
    }

    @SafeVarargs
    private static Stream<? extends Resource> all(Stream<? extends Resource>... some) {
        return Stream.of(some).flatMap(each -> each);
    }

    /** The targets of a resource within its site. */
    public static Stream<Resource.Ref> of(Resource resource) {
        return switch (resource) {
            case Resource.Area area -> one(Resource.Area.class, area.parent());
            case Resource.Group group ->
                Stream.concat(
                        group.devices().stream().map(References::ref),
                        group.areas().stream().map(a -> Resource.ref(Resource.Area.class, a)));
            case Resource.Scene scene -> devices(scene.actions());
            case Resource.DelayedStart start ->
                Stream.concat(
                        one(Resource.Scene.class, start.plan().scene()),
                        devices(start.plan().actions()));
            case Resource.QueuedSettings queued -> Stream.of(ref(queued.device()));
            case Resource.Session session ->
                Stream.concat(
                        one(Resource.Account.class, session.account()),
                        one(Resource.FaceBinding.class, session.binding()));
            case Resource.AccessKey key ->
                Stream.concat(
                        one(Resource.Account.class, key.account()), one(Resource.FaceBinding.class, key.binding()));
            case Resource.FaceBinding binding ->
                binding.accounts().stream().map(a -> Resource.ref(Resource.Account.class, a));
            case Resource.Integration program ->
                Stream.concat(
                        Stream.concat(
                                one(Resource.Account.class, program.account()),
                                one(Resource.FaceBinding.class, program.binding())),
                        program.keys().stream().map(k -> Resource.ref(Resource.AccessKey.class, k)));
            // a reader comes in by a session or by a key
            case Resource.Cursor cursor ->
                Stream.concat(
                        one(Resource.Session.class, cursor.reader()), one(Resource.AccessKey.class, cursor.reader()));
            // the device is not there yet
            case Resource.FoundDevice ignored -> Stream.empty();
            case Resource.Role ignored -> Stream.empty();
            case Resource.Reception ignored -> Stream.empty();
            case Resource.Agenda ignored -> Stream.empty();
            case Resource.DriverNote ignored -> Stream.empty();
            case Resource.DriverDocument ignored -> Stream.empty();
            case Resource.Profile ignored -> Stream.empty();
            case Resource.SiteType ignored -> Stream.empty();
            case Resource.Subscription ignored -> Stream.empty();
            // no rule looks into what one dialect alone keeps
            case Resource.Extra ignored -> Stream.empty();
            case Resource.Account ignored -> Stream.empty();
        };
    }

    private static String kind(Class<? extends Resource> kind) {
        return Resource.ref(kind, "").kind();
    }

    private static Stream<Resource.Ref> one(Class<? extends Resource> kind, String id) {
        return id.isEmpty() ? Stream.empty() : Stream.of(Resource.ref(kind, id));
    }

    private static Stream<Resource.Ref> devices(List<Action> actions) {
        return actions.stream().map(action -> ref(action.device()));
    }
}
