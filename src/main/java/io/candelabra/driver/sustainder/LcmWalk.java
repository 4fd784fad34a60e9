package io.candelabra.driver.sustainder;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.sustainder.Brokerage.Ill;
import io.candelabra.driver.sustainder.Brokerage.Refusal;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Goes round the layer's lists again and again, one request at a time: gateways and schemes now and then, nodes seldom, and lamps page by
 * page. A round of a small town begins every few seconds. One of 100,000 lamps takes as many requests as it has pages, one a second.
 */
final class LcmWalk {
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
    /** So many pages in a row that are no lists end a round. */
    private static final int MOST_ILL = 3;

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
    private final Consumer<LcmSeen> hears;
    private final LcmSideLists sides;
    private final Map<Part, Long> readMs = new HashMap<>();
    private final Map<String, Integer> pages = new HashMap<>();
    private Part part = Part.GATEWAYS;
    private int page = 1;
    private long dueMs;
    private long begunMs;
    private int rounds;
    private int wholeRounds;
    private Set<String> seenNow = new HashSet<>();
    private Set<String> seenBefore = Set.of();
    /** Pages of this round that were lists, and that were none, and those that were none in a row. */
    private int goodPages;

    private int illPages;
    private int illInARow;
    /** Long work that this round does, and what has come since it began. */
    private List<Job> jobs = new ArrayList<>();

    private List<Job> nextJobs = new ArrayList<>();
    private int foundBefore;

    /** @param hears of each lamp that was read */
    LcmWalk(DriverContext lane, BrokerageSession far, LcmTelling telling, FarNights nights, Consumer<LcmSeen> hears) {
        this.lane = lane;
        this.far = far;
        this.telling = telling;
        this.sides = new LcmSideLists(lane, far, telling, nights);
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
        goodPages = 0;
        illPages = 0;
        illInARow = 0;
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
            case SUN -> agoMs >= SUN_MS || sides.wantsSun();
            case SCHEMES -> agoMs >= SCHEMES_MS;
            case NODES -> agoMs >= NODES_MS || sides.hasNewcomers() && agoMs >= NEW_NODES_MS;
            case LAMPS -> true;
        };
    }

    // ---- one request ----

    /**
     * Makes the next request, and tells what came of it.
     *
     * @throws Ill where the answer means nothing; the walk goes on behind it
     * @throws IOException where the layer is away, or tells no lamps at all
     */
    void next() throws IOException {
        try {
            switch (part) {
                case GATEWAYS -> {
                    read(Part.GATEWAYS);
                    sides.gateways();
                }
                case SUN -> {
                    read(Part.SUN);
                    sides.sun();
                }
                case SCHEMES -> {
                    read(Part.SCHEMES);
                    sides.schemes();
                }
                case NODES -> nodes();
                case LAMPS -> lamps();
            }
        } finally {
            if (lane.nowMs() >= dueMs) {
                dueMs = lane.nowMs() + (hurries() ? HURRY_MS : APART_MS);
            }
        }
    }

    /** Whatever comes of reading it: a list that is ill holds up no other one. */
    private void read(Part list) {
        readMs.put(list, lane.nowMs());
        part = Part.values()[list.ordinal() + 1];
        page = 1;
        skipRead();
    }

    private void nodes() throws IOException {
        int number = page++;
        boolean more = number < MOST_PAGES;
        try {
            more &= sides.nodes(number);
        } catch (Ill ill) {
            more &= sides.illNodes() < MOST_ILL;
            throw ill;
        } finally {
            if (!more) {
                sides.nodesOver();
                read(Part.NODES);
            }
        }
    }

    private void lamps() throws IOException {
        int number = page++;
        try {
            boolean more = walked(number);
            goodPages++;
            illInARow = 0;
            if (!more || number >= MOST_PAGES) {
                over();
                return;
            }
        } catch (Ill ill) {
            illPages++;
            illInARow++;
            if (illInARow >= MOST_ILL && goodPages == 0) {
                throw new IOException(ill.getMessage() + " where its lamps are asked for", ill);
            }
            if (illInARow >= MOST_ILL) {
                over();
            }
            throw ill;
        }
        for (Job job : jobs) {
            int all = Math.max(pages.size(), seenNow.size());
            int percent = (int) Math.min(99, 100L * seenNow.size() / Math.max(1, all));
            lane.report(new Report.JobProgress(job.id(), lane.gateway().id(), percent));
        }
    }

    /** Whether another page may follow: it had lamps that are new in this round, or none that could be read. */
    private boolean walked(int number) throws IOException {
        LcmList told = lampsOf(number);
        boolean fresh = false;
        boolean any = false;
        for (LcmSeen seen : readable(told)) {
            any = true;
            if (seenNow.size() < MOST_LAMPS || seenNow.contains(seen.id())) {
                fresh |= seenNow.add(seen.id());
                sides.wantsNode(seen.id());
                hear(seen, number);
            }
        }
        return !told.isEmpty() && (fresh || !any);
    }

    private static List<LcmSeen> readable(LcmList told) {
        return told.objects().stream().flatMap(one -> LcmSeen.of(one).stream()).toList();
    }

    /** Reads a page because some of its lamps are waited for. The round has it still before it, or behind: it says nothing of that. */
    void readPage(int number) throws IOException {
        for (LcmSeen seen : readable(lampsOf(number))) {
            if (pages.containsKey(seen.id()) || pages.size() < MOST_LAMPS) {
                hear(seen, number);
            }
        }
    }

    private void hear(LcmSeen seen, int number) {
        pages.put(seen.id(), number);
        hears.accept(seen);
    }

    /** A lamp was read by itself. */
    void hear(LcmSeen seen) {
        hears.accept(seen);
    }

    private LcmList lampsOf(int number) throws IOException {
        try {
            return LcmList.of(far.get("/lcms?page=" + number), "lcms");
        } catch (Refusal no) {
            if (no.status() == 404 && number > 1) {
                // some layers have no page behind the last one
                return LcmList.NONE;
            }
            if (number > 1) {
                throw new Ill("refuses a page of lamps: " + no.getMessage());
            }
            throw new CannotServe("the account is not told the lamps of its application: " + no.getMessage());
        }
    }

    private Report ended(Job job, int found) {
        if (illPages > 0) {
            String why = illPages + " of the layer's pages of lamps could not be read";
            return Report.JobSeen.failed(job.id(), lane.gateway().id(), Failure.OTHER, why);
        }
        Map<String, String> result =
                job.kind().equals(JobKind.DISCOVERY.name()) ? Map.of("found", Integer.toString(found)) : Map.of();
        return Report.JobSeen.done(job.id(), lane.gateway().id(), result);
    }

    /** A lamp that one round lacks may have gone from one page to another meanwhile. */
    private void over() {
        rounds++;
        int foundNow = telling.found();
        telling.unreadable(illPages);
        if (illPages == 0) {
            if (wholeRounds > 0) {
                telling.missing(seenNow, seenBefore);
                telling.forget(seenNow, seenBefore);
            }
            wholeRounds++;
            seenBefore = seenNow;
            pages.keySet().retainAll(seenNow);
            sides.forget(seenNow);
        }
        int found = Math.max(0, foundNow - foundBefore);
        jobs.forEach(job -> lane.report(ended(job, found)));
        jobs = nextJobs;
        nextJobs = new ArrayList<>();
        long nextMs = jobs.isEmpty() ? Math.max(begunMs + ROUND_MS, lane.nowMs() + APART_MS) : lane.nowMs();
        begin();
        begunMs = nextMs;
        dueMs = nextMs;
    }
}
