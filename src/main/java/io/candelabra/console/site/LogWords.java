package io.candelabra.console.site;

import io.candelabra.console.site.Documents.LogLine;
import io.candelabra.console.site.Documents.StateChange;
import io.candelabra.console.site.Documents.Who;
import io.candelabra.core.event.LoggedEvent;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events as lines of the log. What is stored is named, and never shown whole: it may hold secrets of a dialect. */
final class LogWords {
    private static final int MOST_DEVICES = 50;
    private static final String HIDDEN = "•••";

    private LogWords() {}

    /** The parts of a line that differ from event to event. */
    private record Parts(
            List<DeviceId> devices,
            @Nullable String subject,
            @Nullable String execution,
            @Nullable String phase,
            Failure failure,
            @Nullable String detail,
            List<StateChange> changes) {

        static Parts of(List<DeviceId> devices, @Nullable String subject, @Nullable String detail) {
            return new Parts(devices, subject, null, null, Failure.NONE, detail, List.of());
        }

        Parts at(String id, String where, Failure why) {
            return new Parts(devices, subject, id, where, why, detail, changes);
        }
    }

    static LogLine line(LoggedEvent logged) {
        Parts parts = parts(logged.event());
        return new LogLine(
                logged.seq(),
                logged.atMs(),
                Stored.Name.of(logged.event().getClass()),
                who(logged.cause()),
                parts.devices().stream()
                        .limit(MOST_DEVICES)
                        .map(DeviceId::value)
                        .toList(),
                parts.devices().size(),
                parts.subject(),
                parts.execution(),
                parts.phase(),
                parts.failure() == Failure.NONE ? null : parts.failure().sentence(),
                parts.detail(),
                parts.changes());
    }

    static Who who(Cause cause) {
        return new Who(cause.dialect(), cause.who(), cause.request());
    }

    private static Parts parts(SiteEvent event) {
        return switch (event) {
            case SiteEvent.StatesChanged changed ->
                new Parts(
                        changed.changes().stream()
                                .map(SiteEvent.DeviceStates::device)
                                .toList(),
                        null,
                        null,
                        null,
                        Failure.NONE,
                        null,
                        changed.changes().stream()
                                .limit(MOST_DEVICES)
                                .map(LogWords::change)
                                .toList());
            case SiteEvent.AvailabilityChanged changed ->
                Parts.of(List.of(changed.device()), null, changed.available() ? "available" : "unavailable");
            case SiteEvent.GatewayAliveChanged changed ->
                Parts.of(List.of(), changed.gateway().value(), changed.alive() ? "alive" : "silent");
            case SiteEvent.DevicePut put ->
                Parts.of(List.of(put.device().id()), put.device().label(), put.created() ? "created" : "changed");
            case SiteEvent.DeviceRemoved removed -> Parts.of(List.of(removed.device()), null, "removed");
            case SiteEvent.GatewayPut put ->
                Parts.of(List.of(), put.gateway().id().value(), put.created() ? "created" : "changed");
            case SiteEvent.GatewayRemoved removed ->
                Parts.of(List.of(), removed.gateway().value(), "removed");
            case SiteEvent.ResourcePut put ->
                Parts.of(List.of(), named(put.resource()), put.created() ? "created" : "changed");
            case SiteEvent.ResourceDeleted deleted -> Parts.of(List.of(), named(deleted.resource()), "removed");
            case SiteEvent.ExecutionStarted started ->
                Parts.of(
                                started.steps().stream()
                                        .map(Step::device)
                                        .distinct()
                                        .toList(),
                                started.execution().plan().label(),
                                started.steps().stream()
                                        .limit(MOST_DEVICES)
                                        .map(step -> command(step.command()))
                                        .distinct()
                                        .collect(Collectors.joining(", ")))
                        .at(
                                started.execution().id().value(),
                                started.execution().phase().name(),
                                Failure.NONE);
            case SiteEvent.StepMoved moved ->
                Parts.of(List.of(moved.device()), null, null)
                        .at(moved.step().execution().value(), moved.phase().name(), moved.failure());
            case SiteEvent.ExecutionMoved moved ->
                Parts.of(
                                moved.failed().stream()
                                        .map(SiteEvent.FailedStep::device)
                                        .toList(),
                                null,
                                null)
                        .at(moved.execution().value(), moved.to().name(), moved.failure());
            case SiteEvent.JobMoved moved -> job(moved.job());
            case SiteEvent.AlertRaised raised -> alert(raised.alert(), "raised");
            case SiteEvent.AlertCleared cleared -> alert(cleared.alert(), "cleared");
            case SiteEvent.Noted noted -> Parts.of(List.of(), item(noted.item()), null);
            case SiteEvent.HistoryErased ignored -> Parts.of(List.of(), null, null);
        };
    }

    private static StateChange change(SiteEvent.DeviceStates change) {
        Map<String, @Nullable Object> states = new LinkedHashMap<>();
        change.states().stream()
                .filter(state -> !state.driversOwn() && state.kind() != State.Kind.PASSWORD)
                .forEach(state -> states.put(state.name(), Words.plain(state.value())));
        return new StateChange(change.device().value(), states);
    }

    /** A command as people read it, without what must not be shown. */
    static String command(DeviceCommand command) {
        StringBuilder text = new StringBuilder(command.name());
        if (!command.parameters().isEmpty()) {
            text.append('(');
            for (int i = 0; i < command.parameters().size(); i++) {
                text.append(i == 0 ? "" : ", ")
                        .append(
                                command.sensitive().contains(i)
                                        ? HIDDEN
                                        : command.parameters().get(i).asText());
            }
            text.append(')');
        }
        return text.toString();
    }

    private static Parts job(Job job) {
        String why = job.failed().stream()
                .flatMap(gateway -> job.told(gateway).stream())
                .map(Job.Told::detail)
                .filter(detail -> !detail.isEmpty())
                .findFirst()
                .orElse(null);
        return Parts.of(job.device().stream().toList(), job.kind(), why)
                .at(job.id(), job.phase().name(), job.failure());
    }

    private static Parts alert(Alert alert, String what) {
        List<DeviceId> devices = device(alert).stream().toList();
        return Parts.of(devices, alert.kind(), what + (alert.detail().isEmpty() ? "" : ": " + alert.detail()));
    }

    static Optional<DeviceId> device(Alert alert) {
        return alert.subject() instanceof Alert.OfDevice(DeviceId device) ? Optional.of(device) : Optional.empty();
    }

    private static String named(Resource resource) {
        String kind = resource.ref().kind();
        return switch (resource) {
            case Resource.Area area -> kind + " " + area.label();
            case Resource.Group group -> kind + " " + group.label();
            case Resource.Scene scene -> kind + " " + scene.label();
            case Resource.Profile profile -> kind + " " + profile.name();
            case Resource.QueuedSettings queued -> kind + " " + queued.device();
            case Resource.FoundDevice found -> kind + " " + found.device().id();
            case Resource.Extra extra -> extra.dialect() + " " + extra.kind();
            case Resource.DelayedStart ignored -> kind;
            case Resource.SiteType type -> kind + " " + type.id();
            case Resource.Subscription subscription -> kind + " " + subscription.id();
            case Resource.DriverNote ignored -> kind;
            case Resource.DriverDocument document -> kind + " " + document.id();
            case Resource.Role role -> kind + " " + role.name();
            case Resource.Reception ignored -> kind;
            case Resource.Agenda agenda -> kind + " " + agenda.id();
            case Resource.Account ignored -> kind;
            case Resource.Session ignored -> kind;
            case Resource.AccessKey ignored -> kind;
            case Resource.FaceBinding ignored -> kind;
            case Resource.Integration ignored -> kind;
            case Resource.Cursor ignored -> kind;
        };
    }

    private static String item(HistoryItem item) {
        return switch (item) {
            case HistoryItem.DeviceEvent event -> event.kind() + ": " + event.detail();
            case HistoryItem.Notification notification -> notification.text();
            case HistoryItem.Visit visit -> visit.dialect() + " " + visit.account();
            case HistoryItem.EndedExecution ended ->
                Objects.toString(ended.execution().plan().label(), "");
            case HistoryItem.EndedJob ended -> ended.job().kind();
        };
    }
}
