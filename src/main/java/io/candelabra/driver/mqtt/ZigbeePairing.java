package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Failure;
import io.candelabra.wire.json.ToldJson;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The time in which the network lets devices in. */
final class ZigbeePairing {
    /** A job of this kind has five minutes; the bridge itself lets in for a little more than four at most. */
    static final long OPEN_MS = 180_000;

    /** So long the bridge may take to say that the network is open. */
    static final long ANSWER_MS = 10_000;

    static final ZigbeePairing NONE = new ZigbeePairing("", 0);
    private static final int MOST = 1_000;
    private static final String TRANSACTION = "transaction";

    private final String job;
    private final long untilMs;
    private boolean open;
    private final Set<String> joined = new HashSet<>();

    private ZigbeePairing(String job, long untilMs) {
        this.job = job;
        this.untilMs = untilMs;
    }

    static ZigbeePairing of(String job, long nowMs) {
        return new ZigbeePairing(job, nowMs + OPEN_MS);
    }

    /** What is asked for: {@code value} is for versions before 2. */
    static Map<String, @Nullable Object> open(String job) {
        Map<String, @Nullable Object> fields = told(true, OPEN_MS / 1_000);
        fields.put(TRANSACTION, job);
        return fields;
    }

    static Map<String, @Nullable Object> shut() {
        return told(false, 0);
    }

    private static Map<String, @Nullable Object> told(boolean value, long seconds) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("value", value);
        fields.put("time", seconds);
        return fields;
    }

    boolean is(String other) {
        return !job.isEmpty() && job.equals(other);
    }

    void joined(String address) {
        if (!job.isEmpty() && joined.size() < MOST) {
            joined.add(address);
        }
    }

    /** The bridge says whether the network is open; the pairing from then on. */
    ZigbeePairing answered(Map<String, @Nullable Object> answer, DriverContext lane) {
        if (!is(ToldJson.text(answer, TRANSACTION))) {
            return this;
        }
        open = ToldJson.text(answer, "status").equals("ok");
        return open ? this : failed(lane, Failure.OTHER, "the bridge does not open the network");
    }

    private ZigbeePairing failed(DriverContext lane, Failure why, String detail) {
        lane.report(Report.JobSeen.failed(job, lane.gateway().id(), why, detail));
        return NONE;
    }

    /** Ends the job when its time is over; the pairing from then on. */
    ZigbeePairing look(DriverContext lane) {
        if (!job.isEmpty() && !open && lane.nowMs() >= untilMs - OPEN_MS + ANSWER_MS) {
            return failed(lane, Failure.NO_ANSWER, "the bridge does not say that the network is open");
        }
        if (job.isEmpty() || lane.nowMs() < untilMs) {
            return this;
        }
        lane.report(Report.JobSeen.done(job, lane.gateway().id(), Map.of("found", Integer.toString(joined.size()))));
        return NONE;
    }
}
