package io.candelabra.core.state;

import io.candelabra.model.GatewayId;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.AccessKey;
import io.candelabra.model.Resource.Area;
import io.candelabra.model.Resource.Cursor;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.DriverDocument;
import io.candelabra.model.Resource.DriverNote;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.FoundDevice;
import io.candelabra.model.Resource.Integration;
import io.candelabra.model.Resource.QueuedSettings;
import io.candelabra.model.Resource.Session;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.SiteId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A way to look resources up besides their id. A site keeps an index for each, so that the cost of a look follows from
 * its finds, however much else the site stores.
 *
 * @param kind the record that is looked for
 * @param by which index it is
 * @param value the value that is looked for there
 */
public record Lookup<R extends Resource>(Class<R> kind, String by, String value) {

    /** The resources of one kind that a dialect keeps. */
    public static Lookup<Extra> extras(String dialect, String kind) {
        return new Lookup<>(Extra.class, "kind", dialect + "/" + kind);
    }

    /** The resources with this id of a dialect's among their ids, as {@code ("overkiz.oid", "…")}: areas, groups and scenes. */
    public static <R extends Resource> Lookup<R> named(Class<R> kind, String dialectId, String value) {
        return new Lookup<>(kind, "id", dialectId + "=" + value);
    }

    /** The areas right below an area; those at the top for the empty name. */
    public static Lookup<Area> areasIn(String parent) {
        return new Lookup<>(Area.class, "parent", parent);
    }

    /** The delayed starts of a scene. */
    public static Lookup<DelayedStart> startsOf(String scene) {
        return new Lookup<>(DelayedStart.class, "scene", scene);
    }

    /** The settings that wait for devices of a gateway. */
    public static Lookup<QueuedSettings> queuedAt(GatewayId gateway) {
        return new Lookup<>(QueuedSettings.class, "gateway", gateway.value());
    }

    /** The devices that a gateway has found, and that are not let in. */
    public static Lookup<FoundDevice> foundAt(GatewayId gateway) {
        return new Lookup<>(FoundDevice.class, "gateway", gateway.value());
    }

    /** What the driver of a gateway keeps. */
    public static Lookup<DriverNote> notesOf(GatewayId gateway) {
        return new Lookup<>(DriverNote.class, "gateway", gateway.value());
    }

    /** The documents that a gateway was given. */
    public static Lookup<DriverDocument> documentsOf(GatewayId gateway) {
        return new Lookup<>(DriverDocument.class, "gateway", gateway.value());
    }

    /** The types that a gateway has told. */
    public static Lookup<SiteType> typesOf(GatewayId gateway) {
        return new Lookup<>(SiteType.class, "gateway", gateway.value());
    }

    /** The sessions of an account. */
    public static Lookup<Session> sessionsOf(String account) {
        return new Lookup<>(Session.class, "account", account);
    }

    /** The keys of an account. */
    public static Lookup<AccessKey> keysOf(String account) {
        return new Lookup<>(AccessKey.class, "account", account);
    }

    /** The keys that open faces of a dialect. */
    public static Lookup<AccessKey> keysTo(String dialect) {
        return new Lookup<>(AccessKey.class, "dialect", dialect);
    }

    /** The bindings that an account may look through. */
    public static Lookup<FaceBinding> bindingsOf(String account) {
        return new Lookup<>(FaceBinding.class, "account", account);
    }

    /** The bindings of a dialect. */
    public static Lookup<FaceBinding> bindingsTo(String dialect) {
        return new Lookup<>(FaceBinding.class, "dialect", dialect);
    }

    /** The programs that come in under an account. */
    public static Lookup<Integration> integrationsOf(String account) {
        return new Lookup<>(Integration.class, "account", account);
    }

    /** The cursors of a reader. */
    public static Lookup<Cursor> cursorsOf(String reader) {
        return new Lookup<>(Cursor.class, "reader", reader);
    }

    /** The cursors in the log of a site. */
    public static Lookup<Cursor> cursorsIn(SiteId site) {
        return new Lookup<>(Cursor.class, "site", site.value());
    }

    /** All that a resource is found by. */
    static List<Lookup<?>> of(Resource resource) {
        return switch (resource) {
            case Extra extra -> List.of(extras(extra.dialect(), extra.kind()));
            case Area area -> {
                List<Lookup<?>> all = named(Area.class, area.ids());
                all.add(areasIn(area.parent()));
                yield all;
            }
            case Resource.Group group -> named(Resource.Group.class, group.ids());
            case Resource.Scene scene -> named(Resource.Scene.class, scene.ids());
            case DelayedStart start ->
                start.plan().scene().isEmpty()
                        ? List.of()
                        : List.of(startsOf(start.plan().scene()));
            case QueuedSettings queued -> List.of(queuedAt(queued.device().gateway()));
            case FoundDevice found -> List.of(foundAt(found.device().id().gateway()));
            case DriverNote note -> List.of(notesOf(note.gateway()));
            case DriverDocument document -> List.of(documentsOf(document.gateway()));
            case SiteType type -> typesOf(type);
            case Session session -> List.of(sessionsOf(session.account()));
            case AccessKey key -> List.of(keysOf(key.account()), keysTo(key.dialect()));
            case FaceBinding binding -> {
                List<Lookup<?>> all = new ArrayList<>();
                binding.accounts().stream().distinct().forEach(account -> all.add(bindingsOf(account)));
                all.add(bindingsTo(binding.dialect()));
                yield all;
            }
            case Integration integration -> List.of(integrationsOf(integration.account()));
            case Cursor cursor -> List.of(cursorsOf(cursor.reader()), cursorsIn(cursor.site()));
            case Resource.Reception ignored -> List.of();
            case Resource.Agenda ignored -> List.of();
            case Resource.Role ignored -> List.of();
            case Resource.Profile ignored -> List.of();
            case Resource.Subscription ignored -> List.of();
            case Resource.Account ignored -> List.of();
        };
    }

    /** A type of an imported home is no gateway's: it is found by its name alone. */
    private static List<Lookup<?>> typesOf(SiteType type) {
        int at = type.id().lastIndexOf(SiteType.AT);
        String gateway = at < 0 ? "" : type.id().substring(at + SiteType.AT.length());
        return GatewayId.isOne(gateway) ? List.of(typesOf(new GatewayId(gateway))) : List.of();
    }

    private static <R extends Resource> List<Lookup<?>> named(Class<R> kind, Map<String, String> ids) {
        List<Lookup<?>> all = new ArrayList<>();
        ids.forEach((dialectId, value) -> all.add(named(kind, dialectId, value)));
        return all;
    }
}
