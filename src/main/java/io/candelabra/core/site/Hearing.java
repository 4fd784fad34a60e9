package io.candelabra.core.site;

import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.execution.Running;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the field told becomes events; what is not news becomes none. */
final class Hearing {
    private final Draft draft;
    private final Map<DeviceId, Seen> seen = new LinkedHashMap<>();
    private final Set<GatewayId> freed = new LinkedHashSet<>();
    private final Set<DeviceId> back = new LinkedHashSet<>();
    private final Set<GatewayId> gatewaysBack = new LinkedHashSet<>();
    /** Jobs that moved: however many gateways told of one at once, it is told once. */
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    private int news;

    /**
     * States of a device that wait to be told together, and why they are.
     *
     * @param momentary names of its states of which each report is news
     */
    private record Seen(Cause cause, Set<String> momentary, List<State> states) {
        boolean happens(List<State> more) {
            return !momentary.isEmpty() && more.stream().anyMatch(state -> momentary.contains(state.name()));
        }
    }

    private Hearing(Draft draft) {
        this.draft = draft;
    }

    static Integer hear(Draft draft, List<Report> reports) {
        Integer[] news = {0};
        Quarantine.each(draft, reports, some -> news[0] += together(draft, some), (report, why) -> {
            // what made a rule fail may also be why nobody can say what the report is about
            Optional<Throwable> unsaid =
                    draft.attempt(() -> setAside(draft, subject(draft.state(), report), report, why));
            if (unsaid.isPresent()) {
                setAside(draft, site(draft.state()), report, why);
            }
        });
        return news[0];
    }

    private static void setAside(Draft draft, Alert.Subject subject, Report report, Throwable why) {
        String what = Objects.isNull(report)
                ? "a report that is none"
                : "the report " + report.getClass().getSimpleName();
        Quarantine.setAside(draft, subject, what, why);
    }

    private static int together(Draft draft, List<Report> reports) {
        Hearing hearing = new Hearing(draft);
        reports.forEach(hearing::hear);
        hearing.flushStates();
        hearing.jobs.values().forEach(job -> JobRules.moved(draft, job));
        hearing.freed.forEach(g -> ExecutionRules.send(draft, g));
        SettingRules.reached(draft, hearing.back, hearing.gatewaysBack);
        return hearing.news;
    }

    /** What a report is about. */
    private static Alert.Subject subject(SiteState state, Report report) {
        return switch (report) {
            case Report.StatesSeen seen -> Alert.Subject.of(seen.device());
            case Report.AvailabilitySeen seen -> Alert.Subject.of(seen.device());
            case Report.DeviceFound found -> Alert.Subject.of(found.device().id());
            case Report.TypeFound found -> Alert.Subject.of(found.gateway());
            case Report.DeviceChanged changed ->
                Alert.Subject.of(changed.device().id());
            case Report.DeviceGone gone -> Alert.Subject.of(gone.device());
            case Report.StepSeen seen -> {
                int index = seen.step().index();
                yield state.executions()
                        .find(seen.step().execution())
                        .filter(running -> index >= 0 && index < running.steps().size())
                        .map(running -> Alert.Subject.of(running.step(index).device()))
                        .orElseGet(() -> site(state));
            }
            case Report.GatewaySeen seen -> Alert.Subject.of(seen.gateway());
            case Report.JobProgress seen -> Alert.Subject.of(seen.gateway());
            case Report.JobSeen seen -> Alert.Subject.of(seen.gateway());
            case Report.AlertSeen ignored -> site(state);
        };
    }

    private static Alert.Subject site(SiteState state) {
        return Alert.Subject.of(state.site().value());
    }

    private void hear(Report report) {
        Sound.check(draft.state(), report);
        if (report instanceof Report.StatesSeen states) {
            gather(states);
            return;
        }
        // States that were told before come before: an execution ends after what it did.
        flushStates();
        switch (report) {
            case Report.StatesSeen ignored -> throw new IllegalStateException("handled above");
            case Report.StepSeen step -> hearStep(step);
            case Report.AvailabilitySeen available ->
                draft.state()
                        .device(available.device())
                        .filter(d -> d.available() != available.available())
                        .ifPresent(d -> {
                            add(new SiteEvent.AvailabilityChanged(d.id(), available.available()));
                            if (available.available()) {
                                back.add(d.id());
                            }
                        });
            case Report.GatewaySeen seenGateway ->
                draft.state()
                        .gateway(seenGateway.gateway())
                        .filter(g -> g.alive() != seenGateway.alive())
                        .ifPresent(g -> {
                            add(new SiteEvent.GatewayAliveChanged(g.id(), seenGateway.alive()));
                            freed.add(g.id());
                            if (seenGateway.alive()) {
                                gatewaysBack.add(g.id());
                            }
                        });
            case Report.JobProgress progress ->
                job(progress.job(), progress.gateway())
                        .filter(job -> progress.percent() > job.percent(progress.gateway()))
                        .ifPresent(job -> moved(job.progressed(progress.gateway(), progress.percent())));
            case Report.JobSeen part -> job(part.job(), part.gateway()).ifPresent(job -> moved(ended(job, part)));
            case Report.DeviceFound found -> count(FoundRules.found(draft, found.device()));
            case Report.TypeFound found -> count(FieldRules.typeFound(draft, found));
            case Report.DeviceChanged changed -> count(FieldRules.changed(draft, changed.device()));
            case Report.DeviceGone gone -> count(FieldRules.gone(draft, gone.device()));
            case Report.AlertSeen alert -> hearAlert(alert);
        }
    }

    private void count(boolean isNews) {
        news += isNews ? 1 : 0;
    }

    private void add(SiteEvent event) {
        draft.add(event);
        news++;
    }

    private void hearStep(Report.StepSeen report) {
        Running running = draft.state().executions().get(report.step().execution());
        if (running == null || report.step().index() >= running.steps().size()) {
            return;
        }
        Step step = running.step(report.step().index());
        if (ExecutionRules.moveStep(draft, step.ref(), report.phase(), report.failure())) {
            news++;
            if (report.phase().ended()) {
                freed.add(step.device().gateway());
            }
        }
    }

    private void gather(Report.StatesSeen report) {
        Device device = draft.state().device(report.device()).orElse(null);
        if (device == null) {
            return;
        }
        Cause cause = report.step()
                .flatMap(step -> ExecutionRules.causeOf(draft.state(), step))
                .orElse(draft.cause());
        Seen before = seen.get(report.device());
        if (before != null && (!before.cause().equals(cause) || before.happens(report.states()))) {
            // two presses are two events, however close; so is what two people want of one device
            flushStates();
        }
        seen.computeIfAbsent(report.device(), d -> new Seen(cause, momentary(device), new ArrayList<>()))
                .states()
                .addAll(report.states());
    }

    /** Asked once for each device of a handful: most of what is reported is known already. */
    private Set<String> momentary(Device device) {
        Sites.TypeOf types = draft.moment().types();
        return types.momentary(types.orUnknown(draft.state(), device));
    }

    /** Turns the gathered states into one event for each cause; of two values of the same state the later one counts. */
    private void flushStates() {
        if (seen.isEmpty()) {
            return;
        }
        Map<Cause, List<SiteEvent.DeviceStates>> changes = new LinkedHashMap<>();
        seen.forEach((id, told) -> {
            Device device = draft.state().device(id).orElseThrow();
            Map<String, State> last = new LinkedHashMap<>();
            told.states().forEach(s -> last.put(s.name(), s));
            List<State> differing = device.states().differing(List.copyOf(last.values()), told.momentary());
            if (!differing.isEmpty()) {
                changes.computeIfAbsent(told.cause(), c -> new ArrayList<>())
                        .add(new SiteEvent.DeviceStates(id, differing));
            }
        });
        seen.clear();
        changes.forEach((cause, of) -> draft.because(cause, () -> {
            add(new SiteEvent.StatesChanged(List.copyOf(of)));
            return cause;
        }));
    }

    /** The job, where the gateway has a part of it that is open. */
    private Optional<Job> job(String id, GatewayId gateway) {
        return Optional.ofNullable(jobs.get(id))
                .or(() -> draft.state().jobs().find(id))
                .filter(job -> job.open().contains(gateway));
    }

    private Job ended(Job job, Report.JobSeen part) {
        int reached = part.failure() == Failure.NONE ? 100 : Math.max(0, job.percent(part.gateway()));
        return job.ended(
                new Job.Told(part.gateway(), reached, part.failure(), part.detail(), part.result()),
                draft.moment().nowMs());
    }

    private void moved(Job job) {
        jobs.put(job.id(), job);
        news++;
    }

    private void hearAlert(Report.AlertSeen seenAlert) {
        Optional<Alert> standing =
                draft.state().alert(seenAlert.alert().kind(), seenAlert.alert().subject());
        boolean there = standing.isPresent();
        if (seenAlert.raised() && there) {
            // another reason takes the place of the one before; since when it stands remains
            standing.filter(alert -> !alert.detail().equals(seenAlert.alert().detail()))
                    .ifPresent(alert -> add(new SiteEvent.AlertRaised(new Alert(
                            alert.subject(), alert.kind(), seenAlert.alert().detail(), alert.raisedMs()))));
        } else if (seenAlert.raised()
                && AlertRules.has(draft.state(), seenAlert.alert().subject())) {
            add(new SiteEvent.AlertRaised(seenAlert.alert()));
            if (seenAlert.alert().subject() instanceof Alert.OfDevice(DeviceId device)) {
                draft.add(new SiteEvent.Noted(new HistoryItem.DeviceEvent(
                        draft.moment().ids().get(),
                        draft.moment().nowMs(),
                        device,
                        seenAlert.alert().kind(),
                        seenAlert.alert().detail(),
                        true)));
            }
        } else if (there) {
            add(new SiteEvent.AlertCleared(seenAlert.alert()));
        }
    }
}
