package io.candelabra.intake;

import io.candelabra.model.DeviceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ids of one home: those of the file where they can stay, others where they cannot. */
final class HomeIds {
    private static final int MOST_ATTEMPTS = 50;

    private final String name;
    private final Set<String> takenGateways;
    private final Set<String> takenSetups;
    private final Map<String, String> gateways = new HashMap<>();
    private final Set<String> oids = new HashSet<>();
    private final List<ImportReport.Line> changes = new ArrayList<>();

    HomeIds(String name, Set<String> takenGateways, Set<String> takenSetups) {
        this.name = name;
        this.takenGateways = Set.copyOf(takenGateways);
        this.takenSetups = Set.copyOf(takenSetups);
    }

    List<ImportReport.Line> changes() {
        return changes;
    }

    String setup(LocatedJson setup) {
        String was = setup.text("oid", "");
        String is = was;
        for (int attempt = 0; is.isEmpty() || takenSetups.contains(is); attempt++) {
            is = StableIds.uuid("setup " + name + (attempt == 0 ? "" : " " + attempt));
        }
        if (!is.equals(was)) {
            changes.add(new ImportReport.Line("setup oid", name, was, is));
        }
        oids.add(is);
        return is;
    }

    /** The id under which a gateway comes in. */
    String gateway(String was, int index) {
        String is = was;
        int attempt = 0;
        while (!StableIds.isGatewayId(is) || takenGateways.contains(is) || gateways.containsValue(is)) {
            is = StableIds.gateway("gateway " + name + " " + index + " " + was + " " + attempt++, was);
            if (attempt > MOST_ATTEMPTS) {
                // the last group of a masked id is kept only as long as it leaves a choice
                is = StableIds.gateway("gateway " + name + " " + index + " " + attempt, "");
            }
        }
        if (!is.equals(was)) {
            changes.add(new ImportReport.Line("gateway id", "gateway " + (index + 1), was, is));
        }
        gateways.putIfAbsent(was, is);
        gateways.putIfAbsent(is, is);
        return is;
    }

    /** Says that a gateway was made, since only a device named it. */
    void madeGateway(String id, String where) {
        changes.add(new ImportReport.Line("gateway made", where, "", String.valueOf(gateways.get(id))));
    }

    boolean hasGateway(String was) {
        return gateways.containsKey(was);
    }

    /** The part of a device URL that names the gateway, as it stands in the file. */
    static String gatewayOf(LocatedJson object, String key) {
        String url = object.text(key);
        int start = url.indexOf("://");
        int end = start < 1 ? -1 : url.indexOf('/', start + 3);
        if (end < 0) {
            throw new BadHome(object.at(key), "a device URL reads protocol://gateway/address");
        }
        return url.substring(start + 3, end);
    }

    /** A device URL with its gateway's id as it is now. */
    DeviceId device(LocatedJson object, String key) {
        String was = gatewayOf(object, key);
        String gateway = gateways.get(was);
        if (gateway == null) {
            throw new BadHome(object.at(key), "its gateway is not among the gateways of the home");
        }
        String url = object.text(key);
        int start = url.indexOf("://") + 3;
        try {
            return new DeviceId(url.substring(0, start) + gateway + url.substring(start + was.length()));
        } catch (IllegalArgumentException bad) {
            throw new BadHome(object.at(key), String.valueOf(bad.getMessage()));
        }
    }

    /** The oid of a thing; another where it has none, or one that another thing has already. */
    String oid(LocatedJson object, String what, String where) {
        String oid = object.text("oid", "");
        if (!oid.isEmpty() && oids.add(oid)) {
            return oid;
        }
        String made = StableIds.uuid(what + " " + name + " " + where);
        changes.add(new ImportReport.Line(what + " oid", where, oid, made));
        oids.add(made);
        return made;
    }
}
