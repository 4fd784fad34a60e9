package io.candelabra.driver;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.driver.api.Driver;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.DeviceType;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A lane that a test drives by hand: time stands until {@link #advance}, tasks run in order of their moments, and every
 * report is kept with the moment at which it came. Seen states are stored at once, as the core would do a little later.
 */
public final class HandLane implements DriverContext {
    /** 2026-03-02, a Monday, 00:00 UTC. */
    public static final long START_MS = 1_772_409_600_000L;

    public static final GatewayId GATEWAY = new GatewayId("1234-5678-9012");
    public static final Catalogue CATALOGUE = CatalogueFiles.load();

    private static final long DEADLINE_MS = 10 * 60_000;
    /** A report, and when it came. */
    public record Heard(long atMs, Report report) {}

    private record Timed(long atMs, long order, Runnable task) {}

    private final PriorityQueue<Timed> timed =
            new PriorityQueue<>(Comparator.comparingLong(Timed::atMs).thenComparingLong(Timed::order));
    private final Map<DeviceId, Device> devices = new LinkedHashMap<>();
    private final Map<String, DeviceType> types = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final List<Heard> heard = new ArrayList<>();
    private final Map<String, String> kept = new HashMap<>();
    /** When the time of a step is over that has not ended. */
    private final Map<Step.Ref, Long> over = new HashMap<>();

    private final RandomGenerator random;
    private Driver driver;
    private Gateway gateway = new Gateway(GATEWAY, "test", "", "", true, "Europe/Amsterdam", Map.of(), Map.of());
    private long nowMs = START_MS;
    private long tasks;
    private long tasksRun;
    private int sent;

    public HandLane(Driver driver, long seed) {
        this.driver = driver;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** In the place of another gateway. */
    public HandLane(Driver driver, long seed, Gateway gateway) {
        this(driver, seed);
        this.gateway = gateway;
    }

    // ---- what the test does ----

    public static DeviceId id(String protocol, String address) {
        return DeviceId.of(protocol, GATEWAY, address);
    }

    /** Adds a device of a type of the catalogue, at these states. */
    public DeviceId add(String address, String type, State... states) {
        DeviceId id = id(type.substring(0, type.indexOf(':')), address);
        devices.put(id, Device.of(id, type, address, States.of(states)));
        return id;
    }

    public void put(Device device) {
        devices.put(device.id(), device);
    }

    /** Makes a type known that the catalogue does not have, such as one of an imported home. */
    public void know(DeviceType type) {
        types.put(type.name(), type);
    }

    /** The driver is given this setting; a lane gives all that the kind declares, with usual values or empty text; a document is its text. */
    public HandLane with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    public HandLane withSecret(String setting, String value) {
        secrets.put(setting, value);
        return this;
    }

    public HandLane start() {
        try {
            driver.start(this);
        } catch (Exception e) {
            throw new AssertionError("the driver did not start", e);
        }
        return this;
    }

    public Step step(DeviceId device, String command, Value... parameters) {
        DeviceCommand words = DeviceCommand.of(command, parameters);
        ExecutionId execution = new ExecutionId("execution-" + ++sent);
        return new Step(
                execution, 0, 0, 0, device, words, DeviceType.Repeat.SAFE, false, Phase.SENT, Failure.NONE, 0, sent);
    }

    public Transmission send(Step step) {
        over.put(step.ref(), nowMs + DEADLINE_MS);
        try {
            Transmission answer = driver.send(step);
            runDue();
            return answer;
        } catch (Exception e) {
            throw new AssertionError("the driver threw", e);
        }
    }

    /** Sends a command that the driver has to accept. */
    public Step.Ref send(DeviceId device, String command, Value... parameters) {
        Step step = step(device, command, parameters);
        Transmission answer = send(step);
        if (answer instanceof Transmission.Failed failed) {
            throw new AssertionError(command + " was refused: " + failed.failure());
        }
        return step.ref();
    }

    /** Devices were let in, or went. */
    public void devicesChanged() {
        call(driver::devicesChanged);
    }

    public void cancel(Step.Ref step) {
        call(() -> driver.cancel(step));
    }

    public void job(Job job) {
        call(() -> driver.job(job, this));
    }

    public void cancelJob(Job job) {
        call(() -> driver.cancelJob(job));
    }

    /** A job that this gateway alone is asked of. */
    public static Job job(String id, String kind, Map<String, String> parameters) {
        return new Job(
                id,
                kind,
                List.of(GATEWAY),
                Optional.empty(),
                List.of(GATEWAY),
                List.of(),
                List.of(),
                parameters,
                Optional.empty(),
                Phase.WAITING,
                1,
                2,
                0);
    }

    public void close() {
        call(driver::close);
    }

    /** The driver ends and another one begins in its place, after a while in which nobody was there. */
    public void restart(Driver fresh, long downMs) {
        close();
        timed.clear();
        nowMs += downMs;
        driver = fresh;
        start();
        runDue();
    }

    private interface Call {
        void run() throws Exception;
    }

    private void call(Call call) {
        try {
            call.run();
        } catch (Exception e) {
            throw new AssertionError("the driver threw", e);
        }
        runDue();
    }

    /** Lets time pass; due tasks run at their moments. */
    public void advance(long ms) {
        long until = nowMs + ms;
        runDue();
        for (Timed next = timed.peek(); next != null && next.atMs() <= until; next = timed.peek()) {
            nowMs = Math.max(nowMs, next.atMs());
            timed.remove();
            tasksRun++;
            next.task().run();
        }
        nowMs = until;
    }

    private void runDue() {
        for (Timed next = timed.peek(); next != null && next.atMs() <= nowMs; next = timed.peek()) {
            timed.remove();
            tasksRun++;
            next.task().run();
        }
    }

    // ---- what the test sees ----

    /** How often the driver was woken for something that it had put off. */
    public long tasksRun() {
        return tasksRun;
    }

    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** The gateway is described otherwise from now on. */
    public void change(Gateway changed) {
        gateway = changed;
        call(driver::gatewayChanged);
    }

    /** The phases that were reported of a step, in order. */
    public List<Phase> phases(Step.Ref step) {
        return heard.stream()
                .map(Heard::report)
                .filter(Report.StepSeen.class::isInstance)
                .map(Report.StepSeen.class::cast)
                .filter(seen -> seen.step().equals(step))
                .map(Report.StepSeen::phase)
                .toList();
    }

    public Optional<Failure> failure(Step.Ref step) {
        return heard.stream()
                .map(Heard::report)
                .filter(Report.StepSeen.class::isInstance)
                .map(Report.StepSeen.class::cast)
                .filter(seen -> seen.step().equals(step) && seen.phase() == Phase.FAILED)
                .map(Report.StepSeen::failure)
                .findFirst();
    }

    /** The values of a state that were reported, in order. */
    public List<String> told(DeviceId device, String state) {
        return heard.stream()
                .flatMap(h -> h.report() instanceof Report.StatesSeen seen
                                && seen.device().equals(device)
                        ? seen.states().stream()
                        : java.util.stream.Stream.of())
                .filter(seen -> seen.name().equals(state))
                .map(seen -> seen.value().asText())
                .toList();
    }

    public String value(DeviceId device, String state) {
        return device(device).orElseThrow().states().text(state);
    }

    public double number(DeviceId device, String state) {
        return device(device).orElseThrow().states().number(state);
    }

    // ---- what the driver sees ----

    @Override
    public Gateway gateway() {
        return gateway;
    }

    @Override
    public String setting(String name) {
        return given(settings, name);
    }

    @Override
    public String secret(String name) {
        return given(secrets, name);
    }

    private static String given(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the test gives no such setting: " + name);
        }
        return value;
    }

    @Override
    public List<Device> devices() {
        return List.copyOf(devices.values());
    }

    @Override
    public Optional<Device> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    @Override
    public DeviceType type(Device device) {
        return Optional.ofNullable(types.get(device.type()))
                .or(() -> CATALOGUE.find(device.type()))
                .orElseThrow(() -> new AssertionError("no type " + device.type()));
    }

    @Override
    public String document(String name) {
        return settings.getOrDefault(name, "");
    }

    @Override
    public void keep(String name, String text) {
        kept.put(name, text);
    }

    @Override
    public String kept(String name) {
        return kept.getOrDefault(name, "");
    }

    @Override
    public long nowMs() {
        return nowMs;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void at(long siteTimeMs, Runnable task) {
        timed.add(new Timed(siteTimeMs, tasks++, task));
    }

    /** A step that a lane would have failed by now may not go on as if nothing were. */
    private void inTime(Report.StepSeen seen) {
        Long end = seen.phase().ended() ? over.remove(seen.step()) : over.get(seen.step());
        if (end != null && nowMs > end) {
            throw new AssertionError("the driver has not said that " + seen.step() + " takes so long");
        }
        over.computeIfPresent(seen.step(), (same, before) -> Math.max(before, nowMs + DEADLINE_MS));
    }

    @Override
    public void takesUntil(Step.Ref step, long siteTimeMs) {
        over.computeIfPresent(step, (same, end) -> Math.max(end, siteTimeMs + DEADLINE_MS));
    }

    @Override
    public void report(Report report) {
        heard.add(new Heard(nowMs, report));
        switch (report) {
            case Report.StatesSeen seen ->
                devices.computeIfPresent(
                        seen.device(),
                        (same, device) -> device.withStates(device.states().with(seen.states())));
            case Report.AvailabilitySeen seen ->
                devices.computeIfPresent(seen.device(), (same, device) -> device.withAvailable(seen.available()));
            case Report.GatewaySeen seen -> gateway = gateway.withAlive(seen.alive());
            case Report.StepSeen seen -> inTime(seen);
            case Report.JobProgress ignored -> {}
            case Report.JobSeen ignored -> {}
            case Report.DeviceFound ignored -> {}
            case Report.TypeFound found -> types.put(found.type().name(), found.type());
            case Report.DeviceChanged ignored -> {}
            case Report.DeviceGone gone -> devices.remove(gone.device());
            case Report.AlertSeen ignored -> {}
        }
    }
}
