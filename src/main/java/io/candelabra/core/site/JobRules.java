package io.candelabra.core.site;

import io.candelabra.core.access.Caller;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.view.View;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Job.Told;
import io.candelabra.model.JobKind;
import io.candelabra.model.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Long work begins, and ends exactly once: by its gateways, by whoever calls it off, by its deadline, or by a restart. */
final class JobRules {
    /** Characters that the parameters of one job may have in all: each event of it tells them again. */
    static final int LONGEST_PARAMETERS = 100_000;

    private JobRules() {}

    static String start(Draft draft, Caller caller, Command.StartJob start) {
        JobKind kind = JobKind.find(start.kind())
                .orElseThrow(() -> Refused.invalid("kind", "there is no long work of the kind " + start.kind()));
        int length = start.parameters().entrySet().stream()
                .mapToInt(p -> p.getKey().length() + p.getValue().length())
                .sum();
        if (length > LONGEST_PARAMETERS) {
            throw Refused.invalid("parameters", "they have at most " + LONGEST_PARAMETERS + " characters");
        }
        View view = View.of(caller, draft.state());
        List<GatewayId> asked = asked(draft, view, start.target());
        checkRoom(draft, kind, asked);
        long now = draft.moment().nowMs();
        boolean nothing = asked.isEmpty();
        Job job = new Job(
                draft.moment().ids().get(),
                kind.name(),
                asked,
                start.target() instanceof Command.Target.OneDevice(DeviceId device)
                        ? Optional.of(device)
                        : Optional.empty(),
                asked,
                List.of(),
                List.of(),
                start.parameters(),
                Optional.of(draft.cause()),
                nothing ? Phase.COMPLETED : Phase.WAITING,
                now,
                now + kind.deadlineMs(),
                nothing ? now : 0);
        draft.add(new SiteEvent.JobMoved(job));
        return job.id();
    }

    /** A gateway that the caller does not see is not there. */
    private static List<GatewayId> asked(Draft draft, View view, Command.Target target) {
        return switch (target) {
            case Command.Target.EveryGateway ignored ->
                view.gateways().map(Gateway::id).toList();
            case Command.Target.Gateways(List<GatewayId> gateways) -> {
                for (GatewayId gateway : gateways) {
                    if (view.gateway(gateway).isEmpty()) {
                        throw Refused.noSuch("gateway", gateway.value());
                    }
                }
                yield gateways.stream().distinct().toList();
            }
            case Command.Target.OneDevice(DeviceId device) -> {
                Optional<Device> seen = view.device(device);
                yield List.of(seen.map(d -> d.id().gateway())
                        .orElseThrow(() -> new Refused(new Refused.NoSuchDevice(device))));
            }
        };
    }

    private static void checkRoom(Draft draft, JobKind kind, List<GatewayId> asked) {
        SiteLimits limits = draft.moment().limits();
        if (draft.state().jobs().size() >= limits.jobs()) {
            throw new Refused(new Refused.TooMany("job", limits.jobs()));
        }
        Map<GatewayId, Integer> open = new HashMap<>();
        Map<GatewayId, String> exclusive = new HashMap<>();
        for (Job job : draft.state().jobs()) {
            boolean alone = JobKind.find(job.kind()).filter(JobKind::exclusive).isPresent();
            for (GatewayId gateway : job.open()) {
                open.merge(gateway, 1, Integer::sum);
                if (alone) {
                    exclusive.put(gateway, job.kind());
                }
            }
        }
        for (GatewayId gateway : asked) {
            if (open.getOrDefault(gateway, 0) >= limits.jobsPerGateway()) {
                throw new Refused(new Refused.TooMany("job of the gateway " + gateway, limits.jobsPerGateway()));
            }
            String other = exclusive.get(gateway);
            if (kind.exclusive() && other != null) {
                throw new Refused(new Refused.Busy("the gateway " + gateway + " is busy with " + other));
            }
        }
    }

    /** The caller who calls a job off stands as the cause of its end. */
    static Boolean cancel(Draft draft, Caller caller, Command.CancelJob cancel) {
        View view = View.of(caller, draft.state());
        Optional<Job> running = draft.state().jobs().find(cancel.job()).filter(view::sees);
        running.ifPresent(job -> draft.add(new SiteEvent.JobMoved(ended(draft, job, Failure.CANCELLED))));
        return running.isPresent();
    }

    static Integer cancel(Draft draft, Caller caller, Command.CancelJobs cancel) {
        View view = View.of(caller, draft.state());
        List<Job> running = new ArrayList<>();
        for (Job job : draft.state().jobs()) {
            if (job.kind().equals(cancel.kind().name())
                    && job.open().contains(cancel.gateway())
                    && job.parameters()
                            .entrySet()
                            .containsAll(cancel.parameters().entrySet())
                    && view.sees(job)) {
                running.add(job);
            }
        }
        running.forEach(job -> draft.add(new SiteEvent.JobMoved(ended(draft, job, Failure.CANCELLED))));
        return running.size();
    }

    /** A gateway is gone: its parts of long work fail, because of who removed it. */
    static void leave(Draft draft, GatewayId gone) {
        for (Job job : draft.state().jobs().stream().toList()) {
            if (job.open().contains(gone)) {
                Told end = new Told(
                        gone, Math.max(0, job.percent(gone)), Failure.CANCELLED, "the gateway was removed", Map.of());
                draft.add(new SiteEvent.JobMoved(job.ended(end, draft.moment().nowMs())));
            }
        }
    }

    /** The words of gateways on a job, with the job's own cause: the caller who asked for it wanted its result. */
    static void moved(Draft draft, Job job) {
        draft.because(causeOf(draft, job), () -> {
            draft.add(new SiteEvent.JobMoved(job));
            return job;
        });
    }

    private static Cause causeOf(Draft draft, Job job) {
        return job.cause().orElse(draft.cause());
    }

    /** Its time is over. */
    static void timeOut(Draft draft, String id) {
        Job job =
                draft.state().jobs().find(id).orElseThrow(() -> new IllegalStateException("due without a job: " + id));
        moved(draft, ended(draft, job, Failure.TIMED_OUT));
    }

    /** All parts that are open fail, and with them the job. */
    private static Job ended(Draft draft, Job job, Failure why) {
        Job ended = job;
        for (GatewayId gateway : job.open()) {
            int percent = Math.max(0, job.percent(gateway));
            ended = ended.ended(
                    new Told(gateway, percent, why, why.sentence(), Map.of()),
                    draft.moment().nowMs());
        }
        return ended;
    }

    /**
     * After a restart: a job that may be repeated is given to the drivers again; of another nobody knows how it ended. One that
     * was stored before there were deadlines gets its own.
     */
    static void recover(Draft draft) {
        for (Job job : draft.state().jobs()) {
            Optional<JobKind> repeated = JobKind.find(job.kind()).filter(JobKind::repeats);
            if (repeated.isEmpty()) {
                moved(draft, ended(draft, job, Failure.OUTCOME_UNKNOWN));
            } else if (job.deadlineMs() == 0) {
                moved(draft, job.due(draft.moment().nowMs() + repeated.get().deadlineMs()));
            }
        }
    }
}
