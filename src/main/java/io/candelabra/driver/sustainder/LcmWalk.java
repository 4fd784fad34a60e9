package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.sustainder.Brokerage.Refusal;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round the layer's lists again and again, one request at a time: gateways and schemes now and then, nodes seldom, and lamps page by
 * page. A round of a small town begins every few seconds. One of 100,000 lamps takes as many requests as it has pages, one a second.
 */
final class LcmWalk {
    private static final Logger log = LoggerFactory.getLogger(LcmWalk.class);
    /** Between two rounds, and between two requests of one. */
    static final long ROUND_MS = 10_000;

    static final long APART_MS = 1_000;
    /** The same where somebody waits: at the start, and for long work. */
    static final long HURRY_MS = 50;

    private static final long GATEWAYS_MS = 60_000;
    private static final long SCHEMES_MS = 10 * 60_000;
    private static final long SUN_MS = 6 * 3_600_000L;
    private static final long NODES_MS = 6 * 3_600_000L;
    /** A lamp without a node is a reason to read the nodes, so often at most. */
    private static final long NEW_NODES_MS = 5 * 60_000;

    private static final int MOST_PAGES = 10_000;
    private static final int MOST_LAMPS = 250_000;
    private static final int MOST_GATEWAYS = 20_000;

    /** What is read next. */
    private enum Part {
        GATEWAYS,
        SUN,
        SCHEMES,
        NODES,
        LAMPS
    }

    private final DriverContext lane;
    private final BrokerageSession far;
    private final LcmTelling telling;
    private final FarNights nights;
    private final Consumer<LcmSeen> hears;
    private final Map<Part, Long> readMs = new HashMap<>();
    private final Map<String, Integer> pages = new HashMap<>();
    private Part part = Part.GATEWAYS;
    private int page = 1;
    private long dueMs;
    private long begunMs;
    private int rounds;
    private String gateway = "";
    private boolean newcomers;
    private Set<String> seenNow = new HashSet<>();
    private Set<String> seenBefore = Set.of();
    /** Nodes of the pages of this round. */
    private final Set<String> nodesNow = new HashSet<>();
    /** Long work that this round does, and what has come since it began. */
    private List<Job> jobs = new ArrayList<>();

    private List<Job> nextJobs = new ArrayList<>();
    private int foundBefore;

    /** @param hears of each lamp that was read */
    LcmWalk(DriverContext lane, BrokerageSession far, LcmTelling telling, FarNights nights, Consumer<LcmSeen> hears) {
        this.lane = lane;
        this.far = far;
        this.telling = telling;
        this.nights = nights;
        this.hears = hears;
        this.dueMs = lane.nowMs();
        this.begunMs = dueMs;
    }

    /** Site time of the next request. */
    long dueMs() {
        return dueMs;
    }

    /** The page on which a lamp was last. */
    Optional<Integer> pageOf(String lcm) {
        return Optional.ofNullable(pages.get(lcm));
    }

    // ---- long work ----

    /** Work that comes down to one whole round. */
    void add(Job job) {
        if (jobs.isEmpty()) {
            jobs.add(job);
            begin();
        } else {
            nextJobs.add(job);
        }
    }

    void remove(Job job) {
        jobs.removeIf(one -> one.id().equals(job.id()));
        nextJobs.removeIf(one -> one.id().equals(job.id()));
    }

    private boolean hurries() {
        return rounds == 0 || !jobs.isEmpty();
    }

    /** A round begins at once. */
    private void begin() {
        boolean looksFor = jobs.stream().anyMatch(job -> job.kind().equals(JobKind.DISCOVERY.name()));
        if (looksFor) {
            readMs.clear();
            telling.findAgain();
        }
        foundBefore = telling.found();
        seenNow = new HashSet<>();
        nodesNow.clear();
        part = Part.GATEWAYS;
        page = 1;
        begunMs = lane.nowMs();
        dueMs = begunMs;
        skipRead();
    }

    /** Passes over what was read a short while ago. */
    private void skipRead() {
        while (part != Part.LAMPS && !wanted(part)) {
            part = Part.values()[part.ordinal() + 1];
            page = 1;
        }
    }

    private boolean wanted(Part list) {
        long agoMs = lane.nowMs() - readMs.getOrDefault(list, Long.MIN_VALUE / 2);
        return switch (list) {
            case GATEWAYS -> agoMs >= GATEWAYS_MS;
            case SUN -> agoMs >= SUN_MS && !gateway.isEmpty();
            case SCHEMES -> agoMs >= SCHEMES_MS;
            case NODES -> agoMs >= NODES_MS || newcomers && agoMs >= NEW_NODES_MS;
            case LAMPS -> true;
        };
    }

    // ---- one request ----

    /** Makes the next request, and tells what came of it. */
    void next() throws IOException {
        switch (part) {
            case GATEWAYS -> gateways();
            case SUN -> sun();
            case SCHEMES -> schemes();
            case NODES -> nodes();
            case LAMPS -> lamps();
        }
        if (lane.nowMs() >= dueMs) {
            dueMs = lane.nowMs() + (hurries() ? HURRY_MS : APART_MS);
        }
    }

    private void read(Part list) {
        readMs.put(list, lane.nowMs());
        part = Part.values()[list.ordinal() + 1];
        page = 1;
        skipRead();
    }

    /** A list besides that of the lamps; an account may not be allowed to see it. */
    private List<Map<String, @Nullable Object>> besides(String path, String rel) throws IOException {
        try {
            return embedded(far.get(path), rel);
        } catch (Refusal no) {
            log.debug("gateway {} is not told {}", lane.gateway().id(), path, no);
            return List.of();
        }
    }

    /**
     * The things that a list has.
     *
     * @throws IOException where this is no such list: half of it, or something else
     */
    private static List<Map<String, @Nullable Object>> embedded(Map<String, @Nullable Object> told, String rel)
            throws IOException {
        Object list = ToldJson.object(told.get("_embedded")).orElse(Map.of()).get(rel);
        if (!(list instanceof List<?>)) {
            if (told.get("_links") != null && list == null) {
                // a list of none may leave it out
                return List.of();
            }
            throw new IOException("the brokerage layer tells no list of " + rel);
        }
        return ToldJson.objects(list);
    }

    private void gateways() throws IOException {
        Set<String> silent = new TreeSet<>();
        for (Map<String, @Nullable Object> one : besides("/gateways", "gateways")) {
            Optional<String> id = NodeFacts.id(one.get("gateway_id"));
            if (id.isPresent() && silent.size() < MOST_GATEWAYS) {
                gateway = gateway.isEmpty() ? id.get() : gateway;
                nights.zone(id.get(), ToldJson.text(one, "timezone"));
                if (ToldJson.text(one, "gateway_status").equalsIgnoreCase("offline")) {
                    silent.add(id.get());
                }
            }
        }
        telling.silent(silent, rounds == 0 && !readMs.containsKey(Part.GATEWAYS));
        read(Part.GATEWAYS);
    }

    private void sun() throws IOException {
        nights.sun(besides("/gateways/" + gateway + "/sunsetsunrise", "switch_moments"));
        read(Part.SUN);
    }

    private void schemes() throws IOException {
        nights.schemes(besides("/dimming-schemes", "dimming_schemes"));
        read(Part.SCHEMES);
    }

    private void nodes() throws IOException {
        boolean fresh = false;
        List<Map<String, @Nullable Object>> told = besides("/nodes?page=" + page, "nodes");
        for (Map<String, @Nullable Object> one : told) {
            Optional<String> lcm = NodeFacts.id(one.get("lcm_service_id"));
            fresh |= nodesNow.add(NodeFacts.id(one.get("node_id")).orElse(""));
            if (lcm.isPresent() && nodesNow.size() <= MOST_LAMPS) {
                telling.node(lcm.get(), NodeFacts.of(one));
            }
        }
        page++;
        if (told.isEmpty() || !fresh || page > MOST_PAGES) {
            newcomers = false;
            nodesNow.clear();
            read(Part.NODES);
        }
    }

    private void lamps() throws IOException {
        boolean more = readPage(page);
        page++;
        if (!more || page > MOST_PAGES) {
            over();
            return;
        }
        for (Job job : jobs) {
            int all = Math.max(pages.size(), seenNow.size());
            int percent = (int) Math.min(99, 100L * seenNow.size() / Math.max(1, all));
            lane.report(new Report.JobProgress(job.id(), lane.gateway().id(), percent));
        }
    }

    /** Reads one page of lamps and tells it; whether it had any that were new in this round. */
    boolean readPage(int number) throws IOException {
        boolean fresh = false;
        for (Map<String, @Nullable Object> one : embedded(lampsOf(number), "lcms")) {
            Optional<LcmSeen> seen = LcmSeen.of(one);
            if (seen.isPresent()
                    && (seenNow.size() < MOST_LAMPS
                            || seenNow.contains(seen.get().id()))) {
                String lcm = seen.get().id();
                fresh |= seenNow.add(lcm);
                pages.put(lcm, number);
                newcomers |= !telling.knowsNode(lcm);
                hear(seen.get());
            }
        }
        return fresh;
    }

    /** A lamp was read, by itself or with its page. */
    void hear(LcmSeen seen) {
        hears.accept(seen);
    }

    private Map<String, @Nullable Object> lampsOf(int number) throws IOException {
        try {
            return far.get("/lcms?page=" + number);
        } catch (Refusal no) {
            if (no.status() == 404 && number > 1) {
                // some layers have no page behind the last one
                return Map.of("_links", Map.of());
            }
            throw new CannotServe("the account is not told the lamps of its application: " + no.getMessage());
        }
    }

    /** A lamp that one round lacks may have gone from one page to another meanwhile. */
    private void over() {
        rounds++;
        int foundNow = telling.found();
        if (rounds > 1) {
            telling.missing(seenNow, seenBefore);
            telling.forget(seenNow, seenBefore);
        }
        seenBefore = seenNow;
        pages.keySet().retainAll(seenNow);
        for (Job job : jobs) {
            int found = Math.max(0, foundNow - foundBefore);
            Map<String, String> result =
                    job.kind().equals(JobKind.DISCOVERY.name()) ? Map.of("found", Integer.toString(found)) : Map.of();
            lane.report(Report.JobSeen.done(job.id(), lane.gateway().id(), result));
        }
        jobs = nextJobs;
        nextJobs = new ArrayList<>();
        long nextMs = jobs.isEmpty() ? Math.max(begunMs + ROUND_MS, lane.nowMs() + APART_MS) : lane.nowMs();
        begin();
        begunMs = nextMs;
        dueMs = nextMs;
    }
}
