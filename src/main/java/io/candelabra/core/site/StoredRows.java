package io.candelabra.core.site;

import io.candelabra.core.execution.Running;
import io.candelabra.core.site.SiteStore.Damaged;
import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.core.state.SiteState;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.Execution;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Gateway;
import io.candelabra.model.Job;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts a state together from stored rows: the way back from {@link SiteStore.Row}. Rows of a table come in the order in
 * which they were first stored; tables may come in any order.
 */
public final class StoredRows {
    private final SiteId site;
    private final SiteState.Restorer restorer;
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, States> states = new LinkedHashMap<>();
    private final List<Execution> executions = new ArrayList<>();
    private final Map<ExecutionId, List<Step>> steps = new LinkedHashMap<>();

    /** @param seq number of the last event that the rows contain */
    public StoredRows(SiteId site, long seq) {
        this.site = site;
        this.restorer = SiteState.restore(site, seq);
    }

    /** @throws ClassCastException if the value is not what the table holds */
    public void add(Table table, String key, Object value) {
        switch (table) {
            case DEVICE -> devices.put(key, (Device) value);
            case STATES -> states.put(key, (States) value);
            case GATEWAY -> restorer.gateway((Gateway) value);
            case RESOURCE -> restorer.resource((Resource) value);
            case EXECUTION -> executions.add((Execution) value);
            case STEP -> {
                Step step = (Step) value;
                steps.computeIfAbsent(step.execution(), e -> new ArrayList<>()).add(step);
            }
            case ALERT -> restorer.alert(key, (Alert) value);
            case JOB -> restorer.job((Job) value);
        }
    }

    /** @throws Damaged if rows are there that fit to no other */
    public SiteState state() {
        devices.forEach((key, device) -> {
            States known = states.remove(key);
            restorer.device(known == null ? device : device.withStates(known));
        });
        executions.forEach(execution -> restorer.running(Running.of(execution, stepsOf(execution))));
        if (!states.isEmpty() || !steps.isEmpty()) {
            throw damaged("states or steps of nothing: " + states.keySet() + steps.keySet());
        }
        return restorer.done();
    }

    /** One for each command of the plan. */
    private List<Step> stepsOf(Execution execution) {
        List<Step> kept = steps.remove(execution.id());
        List<Step> found = kept == null ? List.of() : kept;
        int expected = execution.plan().actions().stream()
                .mapToInt(action -> action.commands().size())
                .sum();
        Set<Integer> indexes = found.stream().map(Step::index).collect(Collectors.toSet());
        if (indexes.size() != expected || found.size() != expected) {
            throw damaged(
                    "of the execution " + execution.id() + " there are " + found.size() + " of " + expected + " steps");
        }
        return found.stream().sorted(Comparator.comparingInt(Step::index)).toList();
    }

    private Damaged damaged(String what) {
        return new Damaged("what is stored of the site " + site + " is damaged: " + what, null);
    }
}
