package io.candelabra.console.site;

import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.console.site.Documents.ExecutionSheet;
import io.candelabra.console.site.Documents.StepSheet;
import io.candelabra.core.access.Refused;
import io.candelabra.core.command.Command;
import io.candelabra.core.execution.Running;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem.EndedExecution;
import io.candelabra.model.Label;
import io.candelabra.model.SiteId;
import io.candelabra.model.Step;
import io.candelabra.wire.http.Bodies;
import io.candelabra.wire.http.Exchange;
import io.candelabra.wire.http.Reply;
import io.candelabra.wire.http.RouteSet;
import io.candelabra.wire.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Executions: those that run, and one of them, also after its end. */
public final class ExecutionsRoutes implements RouteSet {
    private static final int MOST = 500;
    private static final int MOST_STEPS = 200;

    private final Sites sites;

    public ExecutionsRoutes(Sites sites) {
        this.sites = sites;
    }

    @Override
    public void routes(Routes routes) {
        routes.get("/sites/{site}/executions", this::get)
                .get("/sites/{site}/executions/{execution}", this::getByExecution)
                .delete("/sites/{site}/executions/{execution}", this::deleteByExecution);
    }

    @Override
    public Map<String, Bodies> bodies() {
        return Map.of(
                "GET /sites/{site}/executions", Bodies.listOf(ExecutionSheet.class),
                "GET /sites/{site}/executions/{execution}", Bodies.answers(ExecutionSheet.class));
    }

    /** Those that have not ended, in the order in which they were accepted, at most five hundred. */
    Reply get(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        View view = sites.view(caller.caller(), caller.site(x));
        return Reply.ok(view.executions()
                .limit(MOST)
                .map(running -> sheet(running.execution(), running.steps()))
                .toList());
    }

    Reply getByExecution(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        ExecutionId id = id(x);
        Optional<Running> running = sites.view(caller.caller(), site).execution(id);
        return Reply.ok(running.map(r -> sheet(r.execution(), r.steps()))
                .or(() -> sites.historyItem(caller.caller(), site, EndedExecution.class, id.value())
                        .map(ended -> sheet(ended.execution(), ended.steps())))
                .orElseThrow(() -> noSuch(id.value())));
    }

    Reply deleteByExecution(Exchange x) {
        ConsoleCaller caller = ConsoleCaller.of(x);
        SiteId site = caller.site(x);
        ExecutionId id = id(x);
        if (sites.view(caller.caller(), site).execution(id).isEmpty()) {
            throw noSuch(id.value());
        }
        sites.submit(
                caller.caller(), site, new Command.CancelExecutions(Optional.of(id), Optional.empty()), caller.cause());
        return Reply.noContent();
    }

    /** What can name no execution reads like one that is not there. */
    private static ExecutionId id(Exchange x) {
        String text = x.path("execution");
        try {
            return new ExecutionId(text);
        } catch (IllegalArgumentException none) {
            throw noSuch(text);
        }
    }

    private static Refused noSuch(String id) {
        return Refused.noSuch("execution", Label.shown(id));
    }

    private static ExecutionSheet sheet(Execution execution, List<Step> steps) {
        return new ExecutionSheet(
                execution.id().value(),
                execution.plan().label(),
                execution.phase().name(),
                execution.failure().name(),
                text(execution.failure()),
                LogWords.who(execution.cause()),
                execution.startedMs(),
                execution.endedMs() == 0 ? null : execution.endedMs(),
                counts(steps),
                steps.stream()
                        .limit(MOST_STEPS)
                        .map(step -> new StepSheet(
                                step.device().value(),
                                LogWords.command(step.command()),
                                step.phase().name(),
                                step.failure().name(),
                                text(step.failure())))
                        .toList());
    }

    private static Map<String, Integer> counts(List<Step> steps) {
        Map<String, Integer> counts = new TreeMap<>();
        steps.forEach(step -> counts.merge(step.phase().name(), 1, Integer::sum));
        return counts;
    }

    private static String text(Failure failure) {
        return failure == Failure.NONE ? "" : failure.sentence();
    }
}
