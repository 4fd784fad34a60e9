package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.sustainder.Brokerage.Ill;
import io.candelabra.driver.sustainder.Brokerage.Refusal;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists beside that of the lamps: gateways, the sun at one of them, schemes, and nodes. An account may not be allowed to see one; and
 * one that is ill leaves what was known by it.
 */
final class LcmSideLists {
    private static final Logger log = LoggerFactory.getLogger(LcmSideLists.class);
    private static final int MOST_GATEWAYS = 20_000;
    private static final int MOST_LAMPS = 250_000;
    /** So many gateways are asked for the sun before that is given up until later. */
    private static final int MOST_SUNLESS = 5;

    private final DriverContext lane;
    private final BrokerageSession far;
    private final LcmTelling telling;
    private final FarNights nights;
    /** The gateways that are listed, and those of them that told no sun. */
    private List<String> gateways = List.of();

    private final Set<String> sunless = new HashSet<>();
    private String sunAt = "";
    private boolean told;
    /** Nodes of the pages of this reading, and its pages in a row that were no lists. */
    private final Set<String> nodesNow = new HashSet<>();

    private int illNodes;
    private boolean nodesWhole = true;
    /** Lamps without a node that came since the nodes were read last, and those for which they were read in vain. */
    private final Set<String> newcomers = new HashSet<>();

    private final Set<String> nodeless = new HashSet<>();

    LcmSideLists(DriverContext lane, BrokerageSession far, LcmTelling telling, FarNights nights) {
        this.lane = lane;
        this.far = far;
        this.telling = telling;
        this.nights = nights;
    }

    private LcmList list(String path, String rel) throws IOException {
        try {
            return LcmList.of(far.get(path), rel);
        } catch (Refusal no) {
            log.debug("gateway {} is not told {}", lane.gateway().id(), path, no);
            return LcmList.NONE;
        }
    }

    void gateways() throws IOException {
        List<String> all = new ArrayList<>();
        Set<String> silent = new TreeSet<>();
        for (Map<String, @Nullable Object> one : list("/gateways", "gateways").objects()) {
            Optional<String> id = NodeFacts.id(one.get("gateway_id"));
            if (id.isPresent() && all.size() < MOST_GATEWAYS) {
                all.add(id.get());
                nights.zone(id.get(), ToldJson.text(one, "timezone"));
                if (ToldJson.text(one, "gateway_status").equalsIgnoreCase("offline")) {
                    silent.add(id.get());
                }
            }
        }
        gateways = all;
        sunless.retainAll(all);
        telling.silent(silent, !told);
        told = true;
    }

    /** Whether the gateway whose sun is known is there no more, while another one is that may know. */
    boolean wantsSun() {
        return !gateways.contains(sunAt) && sunFrom().isPresent();
    }

    private Optional<String> sunFrom() {
        return gateways.contains(sunAt)
                ? Optional.of(sunAt)
                : gateways.stream()
                        .filter(one -> sunless.size() < MOST_SUNLESS && !sunless.contains(one))
                        .findFirst();
    }

    /** All are one town's: the sun of one of them will do. One that tells none is passed over for some hours. */
    void sun() throws IOException {
        Optional<String> from = sunFrom();
        if (from.isEmpty()) {
            sunless.clear();
            return;
        }
        sunAt = "";
        LcmList moments;
        try {
            moments = list("/gateways/" + from.get() + "/sunsetsunrise", "switch_moments");
        } catch (Ill ill) {
            sunless.add(from.get());
            throw ill;
        }
        if (moments.isEmpty()) {
            sunless.add(from.get());
        } else {
            sunAt = from.get();
            nights.sun(moments.objects());
        }
    }

    void schemes() throws IOException {
        nights.schemes(list("/dimming-schemes", "dimming_schemes").objects());
    }

    // ---- nodes ----

    /** Reads one page of nodes; whether another one may follow. */
    boolean nodes(int page) throws IOException {
        LcmList told;
        try {
            told = list("/nodes?page=" + page, "nodes");
        } catch (Ill ill) {
            illNodes++;
            nodesWhole = false;
            throw ill;
        }
        illNodes = 0;
        boolean fresh = false;
        boolean any = false;
        for (Map<String, @Nullable Object> one : told.objects()) {
            Optional<String> node = NodeFacts.id(one.get("node_id"));
            Optional<String> lcm = NodeFacts.id(one.get("lcm_service_id"));
            any |= node.isPresent();
            if (node.isPresent() && nodesNow.size() < MOST_LAMPS) {
                fresh |= nodesNow.add(node.get());
            }
            if (lcm.isPresent() && (telling.knowsNode(lcm.get()) || telling.nodes() < MOST_LAMPS)) {
                telling.node(lcm.get(), NodeFacts.of(one));
            }
        }
        return !told.isEmpty() && (fresh || !any);
    }

    /** How many pages in a row were no lists. */
    int illNodes() {
        return illNodes;
    }

    /** The last page of nodes was read: lamps that have none still are not looked for again before the next whole reading. */
    void nodesOver() {
        if (nodesWhole) {
            nodeless.addAll(newcomers);
            nodeless.removeIf(telling::knowsNode);
        }
        newcomers.clear();
        nodesNow.clear();
        nodesWhole = true;
        illNodes = 0;
    }

    /** A lamp was seen: it should have a node. */
    void wantsNode(String lcm) {
        if (!telling.knowsNode(lcm) && !nodeless.contains(lcm)) {
            newcomers.add(lcm);
        }
    }

    /** Whether there are lamps for which nodes are worth being read. */
    boolean hasNewcomers() {
        return !newcomers.isEmpty();
    }

    /** Other lamps than these are there no more. */
    void forget(Set<String> now) {
        nodeless.retainAll(now);
        newcomers.retainAll(now);
    }
}
