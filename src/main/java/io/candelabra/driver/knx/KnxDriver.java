package io.candelabra.driver.knx;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.LookingDriver;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.driver.knx.KnxPlan.Member;
import io.candelabra.driver.knx.KnxPlan.Point;
import io.candelabra.driver.knx.KnxWish.End;
import io.candelabra.driver.knx.KnxWish.Send;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to a KNX bus. Everything happens on the lane's thread: the telegrams that have come in are looked at four times a second, and more often while
 * something is under way.
 */
final class KnxDriver extends LookingDriver {
    private static final Logger log = LoggerFactory.getLogger(KnxDriver.class);
    private static final long BUSY_MS = 25;
    private static final long IDLE_MS = 250;
    /** A device that has not told what it was told is asked, once. */
    private static final long ASK_AGAIN_MS = 2_000;

    private static final long ASK_MOVING_MS = 10_000;

    /** Finds the bus that the settings name. */
    @FunctionalInterface
    interface Buses {
        KnxBus of(DriverContext settings) throws IOException;
    }

    private final Buses buses;
    private @Nullable KnxBus bus;
    private @Nullable KnxPlan plan;
    private @Nullable KnxQueue queue;
    private final KnxSteps open = new KnxSteps(this::remember);
    /** The states that each device told last. */
    private final Map<DeviceId, Map<String, State>> last = new HashMap<>();
    /** The devices that the site has, when they were looked at last. */
    private final Set<DeviceId> in = new HashSet<>();
    /** The jobs that end when all are asked. */
    private final KnxRefreshes refreshing = new KnxRefreshes();

    private long unreadable;

    KnxDriver(Buses buses) {
        this.buses = buses;
    }

    @Override
    protected void open(DriverContext lane) throws IOException {
        lane.devices().forEach(device -> in.add(device.id()));
        plan = KnxPlan.of(
                KnxTable.stored(lane.document(KnxKind.TABLE)), lane.gateway().id(), Set.copyOf(in));
        queue = new KnxQueue(Long.parseLong(lane.setting(KnxKind.PACE)));
        KnxBus fresh = buses.of(lane);
        bus = fresh;
        fresh.open();
        alive(true);
        plan().tell(lane);
        askAll();
    }

    private KnxPlan plan() {
        return there(plan);
    }

    private KnxQueue queue() {
        return there(queue);
    }

    private KnxBus far() {
        return there(bus);
    }

    // ---- what comes in ----

    @Override
    protected long look() throws IOException {
        for (KnxTelegram telegram : far().heard()) {
            hear(telegram);
        }
        noteUnreadable(far().unreadable());
        sendNext();
        open.look(lane());
        return open.isEmpty() && queue().waiting() == 0 ? IDLE_MS : BUSY_MS;
    }

    private void noteUnreadable(long now) {
        if (now > unreadable && unreadable == 0) {
            log.info(
                    "gateway {} tells frames that are no group telegrams; they are passed by",
                    lane().gateway().id());
        }
        unreadable = now;
    }

    private void hear(KnxTelegram telegram) {
        DriverContext lane = lane();
        switch (telegram.kind()) {
            case READ -> {}
            case CONFIRMED -> open.confirmed(lane, telegram, true);
            case REFUSED -> open.confirmed(lane, telegram, false);
            case RESPONSE, WRITE -> {
                queue().answered(telegram.address());
                Point point = plan().at().get(telegram.address());
                if (point != null) {
                    told(point, telegram);
                }
            }
        }
    }

    private void told(Point point, KnxTelegram telegram) {
        KnxType type = point.member().type();
        boolean momentary = type.momentary().contains(point.role());
        boolean happens = momentary || type.overheard().contains(point.role());
        if (happens && telegram.kind() == KnxTelegram.Kind.RESPONSE) {
            // what has just happened is no answer
            return;
        }
        List<State> states = type.states(point.role(), telegram.data());
        DeviceId id = point.member().id();
        if (states.isEmpty()) {
            return;
        }
        if (!momentary) {
            remember(id, states);
        }
        DriverContext lane = lane();
        if (lane.device(id).isPresent()) {
            lane.report(new Report.StatesSeen(id, states, momentary ? Optional.empty() : open.of(id)));
        }
        open.told(lane, id, states);
    }

    private void remember(DeviceId device, List<State> states) {
        Map<String, State> known = last.computeIfAbsent(device, fresh -> new LinkedHashMap<>());
        states.forEach(state -> known.put(state.name(), state));
    }

    // ---- what goes out ----

    private void sendNext() throws IOException {
        DriverContext lane = lane();
        for (Optional<KnxQueue.Out> next = queue().next(lane.nowMs());
                next.isPresent();
                next = queue().next(lane.nowMs())) {
            KnxQueue.Out out = next.get();
            reach(() -> far().send(out.telegram()));
            Step.Ref step = out.step();
            if (step != null && out.last()) {
                open.sent(step, lane.nowMs());
            }
        }
        refreshing.look(lane, queue().questions());
    }

    private void askAll() {
        plan().at().values().stream().filter(Point::asked).forEach(point -> queue().ask(
                        point.row().address()));
    }

    @Override
    public Transmission send(Step step) throws IOException {
        Optional<Member> found = plan().find(step.device());
        if (found.isEmpty()) {
            return new Transmission.Failed(Failure.NO_ANSWER);
        }
        Member member = found.get();
        KnxType.Writing writing = member.type().writings().get(step.command().name());
        if (writing == null) {
            return new Transmission.Failed(Failure.UNKNOWN_COMMAND);
        }
        Optional<KnxWish> wish = writing.wish(step.command().parameters(), state -> now(member.id(), state));
        if (wish.isEmpty()) {
            return new Transmission.Failed(Failure.BAD_PARAMETER);
        }
        transmit(step, member, wish.get());
        return Transmission.ACCEPTED;
    }

    private Value now(DeviceId device, String state) {
        State told = last.getOrDefault(device, Map.of()).get(state);
        return told != null
                ? told.value()
                : lane().device(device)
                        .flatMap(stored -> stored.states().find(state))
                        .map(State::value)
                        .orElse(Value.NOTHING);
    }

    private void transmit(Step step, Member member, KnxWish wish) throws IOException {
        boolean stops = member.rows().containsKey(KnxRole.STOP)
                && wish.sends().stream().anyMatch(send -> send.role() == KnxRole.STOP);
        if (wish.travels() || stops) {
            open.superseded(lane(), member.id(), stops ? open.moving(member.id()) : wish.states());
        }
        Map<String, Value> before = new HashMap<>();
        for (End end : wish.ends()) {
            State told = last.getOrDefault(member.id(), Map.of()).get(end.state());
            if (told != null) {
                before.put(end.state(), told.value());
            }
        }
        List<KnxTelegram> telegrams = wish.sends().stream()
                .map(send -> KnxTelegram.write(
                        row(member, send).address(), row(member, send).datapoint(), send.data()))
                .toList();
        open.put(step, wish, telegrams, before);
        for (KnxTelegram telegram : telegrams) {
            queue().command(new KnxQueue.Out(telegram, step.ref(), telegram == telegrams.getLast()));
        }
        if (!wish.ends().isEmpty()) {
            askLater(step.ref(), member, wish.travels());
        }
        sendNext();
        again(BUSY_MS);
    }

    private static KnxRow row(Member member, Send send) {
        KnxRow row = member.rows().get(send.role());
        if (row == null) {
            throw new IllegalStateException("the device has no address for " + send.role());
        }
        return row;
    }

    /** Some actuators tell their status only when they are asked: one that moves again and again, as it is on its way. */
    private void askLater(Step.Ref step, Member member, boolean travels) {
        lane().at(lane().nowMs() + (travels ? ASK_MOVING_MS : ASK_AGAIN_MS), () -> {
            if (isOpen() && open.has(step)) {
                member.rows().forEach((role, row) -> {
                    if (role.isStatus() && row.read()) {
                        queue().ask(row.address());
                    }
                });
                if (travels) {
                    askLater(step, member, true);
                }
            }
        });
    }

    /** What was written cannot be called back; what moves can be stopped. */
    @Override
    public void cancel(Step.Ref step) {
        queue().drop(step);
        Optional<KnxRow> stop = open.remove(step)
                .flatMap(plan()::find)
                .flatMap(member -> Optional.ofNullable(member.rows().get(KnxRole.STOP)))
                .filter(KnxRow::write);
        stop.ifPresent(row -> {
            queue().command(new KnxQueue.Out(
                    KnxTelegram.write(row.address(), row.datapoint(), KnxValues.bit(true)), null, true));
            again(BUSY_MS);
        });
    }

    @Override
    public void job(Job job, DriverContext lane) throws Exception {
        if (job.kind().equals(JobKind.REFRESH.name())) {
            askAll();
            refreshing.add(job, lane.nowMs(), queue().questions());
            again(BUSY_MS);
        } else {
            byReading(job, () -> plan().members().keySet(), () -> plan().tell(lane));
        }
    }

    @Override
    public void cancelJob(Job job) {
        refreshing.remove(job);
    }

    /** Devices that were just let in have told no state yet that was stored. */
    @Override
    public void devicesChanged() {
        Set<DeviceId> before = Set.copyOf(in);
        in.clear();
        DriverContext lane = lane();
        lane.devices().forEach(device -> in.add(device.id()));
        for (DeviceId id : in) {
            List<State> states = List.copyOf(last.getOrDefault(id, Map.of()).values());
            if (!before.contains(id) && !states.isEmpty()) {
                lane.report(new Report.StatesSeen(id, states));
            }
        }
    }

    @Override
    protected void shut() {
        open.clear();
        KnxBus lastBus = bus;
        bus = null;
        if (lastBus != null) {
            lastBus.close();
        }
    }
}
