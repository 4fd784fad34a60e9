package io.candelabra.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Long work that gateways do: refresh states, discover, pair, update. Each gateway that is asked does its part, and the job
 * ends with the last of them. The events of a job tell it whole, so that nobody needs to remember an earlier one.
 *
 * @param kind the kind of work, small letters with dashes, such as {@code refresh}; see {@link JobKind}
 * @param asked all gateways that it was asked of, in that order; empty where it was stored before that was kept
 * @param device the one device that it is about, if it is about one
 * @param open gateways that have not ended their part
 * @param failed gateways whose part did not succeed
 * @param told the newest of what each gateway told; those that told nothing are not there
 * @param parameters parameters of the work, by name
 * @param cause who asked; empty where it was stored before that was kept
 * @param phase WAITING only in the event of its beginning, RUNNING after that, COMPLETED when all gateways did their part,
 *     FAILED when at least one did not
 * @param startedMs site time
 * @param deadlineMs site time at which its open parts fail; 0 where it was stored before there was one
 * @param endedMs site time; 0 while it runs
 */
public record Job(
        String id,
        String kind,
        List<GatewayId> asked,
        Optional<DeviceId> device,
        List<GatewayId> open,
        List<GatewayId> failed,
        List<Told> told,
        Map<String, String> parameters,
        Optional<Cause> cause,
        Phase phase,
        long startedMs,
        long deadlineMs,
        long endedMs) {
    /** How far a gateway is that has told nothing. */
    private static final int NOTHING_TOLD = -1;

    public Job {
        asked = List.copyOf(asked);
        open = List.copyOf(open);
        failed = List.copyOf(failed);
        told = List.copyOf(told);
        parameters = Map.copyOf(parameters);
    }

    /**
     * How far a gateway is with its part, or how that ended.
     *
     * @param percent how much is done, 0 to 100; where the part failed, how far it got
     * @param failure why the part failed; NONE while it is open, and where it was done
     * @param detail the same in words; may be empty
     * @param result what came of it, by name; the kind of the job says which names there are
     */
    public record Told(GatewayId gateway, int percent, Failure failure, String detail, Map<String, String> result) {
        public Told {
            result = Map.copyOf(result);
        }
    }

    /** The last news of a gateway; empty if it told nothing. */
    public Optional<Told> told(GatewayId gateway) {
        return told.stream().filter(t -> t.gateway().equals(gateway)).findFirst();
    }

    /** How far a gateway is, 0 to 100; -1 where it has told nothing. */
    public int percent(GatewayId gateway) {
        return told(gateway).map(Told::percent).orElse(NOTHING_TOLD);
    }

    /** The failure of the first of its gateways that failed; NONE if none did. */
    public Failure failure() {
        return failed.stream().findFirst().map(this::failure).orElse(Failure.NONE);
    }

    /** Why a gateway's part failed; NONE where it did not, OTHER where it was stored before the reason was kept. */
    public Failure failure(GatewayId gateway) {
        return failed.contains(gateway) ? told(gateway).map(Told::failure).orElse(Failure.OTHER) : Failure.NONE;
    }

    /** A gateway is so far. */
    public Job progressed(GatewayId gateway, int percent) {
        return with(open, failed, with(new Told(gateway, percent, Failure.NONE, "", Map.of())), Phase.RUNNING, 0);
    }

    /** A gateway ended its part at a moment of site time; with the last one the job ends. */
    public Job ended(Told end, long nowMs) {
        List<GatewayId> left = new ArrayList<>(open);
        left.remove(end.gateway());
        List<GatewayId> bad = new ArrayList<>(failed);
        if (end.failure() != Failure.NONE) {
            bad.add(end.gateway());
        }
        Phase next = !left.isEmpty() ? Phase.RUNNING : bad.isEmpty() ? Phase.COMPLETED : Phase.FAILED;
        return with(left, bad, with(end), next, left.isEmpty() ? nowMs : 0);
    }

    /** As it is stored since there are deadlines: {@code asked} and a deadline are there. */
    public Job due(long siteTimeMs) {
        List<GatewayId> all = new ArrayList<>(asked);
        if (all.isEmpty()) {
            all.addAll(open);
            all.addAll(failed);
        }
        return new Job(
                id, kind, all, device, open, failed, told, parameters, cause, phase, startedMs, siteTimeMs, endedMs);
    }

    private List<Told> with(Told news) {
        List<Told> all = new ArrayList<>(told);
        all.removeIf(t -> t.gateway().equals(news.gateway()));
        all.add(news);
        return all;
    }

    private Job with(List<GatewayId> left, List<GatewayId> bad, List<Told> all, Phase next, long endMs) {
        return new Job(id, kind, asked, device, left, bad, all, parameters, cause, next, startedMs, deadlineMs, endMs);
    }
}
