package io.candelabra.core.lane;

import io.candelabra.core.state.Ordered;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of which one gateway has an open part, as the durable state has them, with what a lane knows of each: whether the
 * driver that runs was given it, and whether that driver has told its end. When they are over stands in the state; here it is
 * found out which of them the driver has to be told of, because they ended without it.
 */
final class OpenJobs {
    private static final class Given {
        private final Job job;
        /** Set by whichever thread the driver reports from. */
        private volatile boolean ended;

        private Given(Job job) {
            this.job = job;
        }
    }

    private final GatewayId gateway;
    private final Map<String, Job> open = new LinkedHashMap<>();
    private final Map<String, Given> given = new ConcurrentSkipListMap<>();
    /** No driver is given these jobs any more, however they end. */
    private final Set<String> spent = new HashSet<>();

    private final Map<String, Integer> falls = new HashMap<>();
    /** Jobs of which people were told from outside that this gateway's part failed; from any thread. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private @Nullable Ordered<String, Job> seen;

    OpenJobs(GatewayId gateway) {
        this.gateway = gateway;
    }

    /** What is open by now. Answers those that ended while the driver that runs was at them: it has to be told. */
    List<Job> see(Ordered<String, Job> jobs) {
        if (jobs == seen) {
            return List.of();
        }
        seen = jobs;
        open.clear();
        for (Job job : jobs) {
            if (job.open().contains(gateway)) {
                open.put(job.id(), job);
            }
        }
        List<Job> over = new ArrayList<>();
        given.values().removeIf(one -> {
            boolean gone = !open.containsKey(one.job.id());
            if (gone && !one.ended) {
                over.add(one.job);
            }
            return gone;
        });
        spent.retainAll(open.keySet());
        falls.keySet().retainAll(open.keySet());
        return over;
    }

    /** Those that the driver that runs has not been given, in the order in which they began. */
    List<Job> toGive() {
        return open.values().stream()
                .filter(job -> !given.containsKey(job.id()) && !spent.contains(job.id()))
                .toList();
    }

    /**
     * The driver is being given it; one that may not be repeated never again.
     *
     * @return false where people were told that it failed: then nobody may be given it
     */
    boolean give(Job job) {
        given.put(job.id(), new Given(job));
        // asked after the line above, as the watch asks whether it was given after it has marked it: one of the two
        // sees the other
        if (told.contains(job.id())) {
            given.remove(job.id());
            spent.add(job.id());
            return false;
        }
        if (!repeats(job)) {
            spent.add(job.id());
        }
        return true;
    }

    /**
     * People are about to be told that this gateway's part of these has failed: no driver is given any of them. For the watch's
     * thread.
     *
     * @param ids all jobs of which the gateway has an open part
     */
    void toldFromOutside(Set<String> ids) {
        told.retainAll(ids);
        told.addAll(ids);
    }

    /** The driver has told its end. May be called from any thread. */
    void ended(String job) {
        Given known = given.get(job);
        if (known != null) {
            known.ended = true;
        }
    }

    /**
     * Whether the driver that runs was given it, has not told its end, and nobody may be given it again. May be called from
     * any thread.
     */
    boolean mayHaveHappened(Job job) {
        Given known = given.get(job.id());
        return known != null && !known.ended && !repeats(job);
    }

    /** The driver fell at it; whether that was once too often, and nobody is given it any more. */
    boolean fell(Job job) {
        boolean spentNow = falls.merge(job.id(), 1, Integer::sum) >= OpenSteps.FALLS;
        return spentNow && spent.add(job.id());
    }

    /** The driver is gone: those that it was at and that nobody may be given again. How they ended is not known. */
    List<Job> unknown() {
        List<Job> unknown = given.values().stream()
                .filter(one -> !one.ended && !repeats(one.job))
                .map(one -> one.job)
                .toList();
        given.clear();
        return unknown;
    }

    private static boolean repeats(Job job) {
        return JobKind.find(job.kind()).filter(JobKind::repeats).isPresent();
    }
}
