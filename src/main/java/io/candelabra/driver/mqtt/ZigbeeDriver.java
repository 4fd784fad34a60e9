package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.FarRefusal;
import io.candelabra.driver.api.LookingDriver;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Member;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Part;
import io.candelabra.model.Alert;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.model.Step;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to Zigbee2MQTT. Everything happens on the lane's thread: the messages that have come in are looked at four times a second, and twenty times while a
 * command is under way.
 */
final class ZigbeeDriver extends LookingDriver {
    /** Kind of the alert that the broker does not take what is published. */
    static final String REFUSED = "BROKER_REFUSES";

    private static final List<String> FIRST_ASKED = List.of("state", "position", "local_temperature");
    private static final long BUSY_MS = 50;
    private static final long IDLE_MS = 250;
    private static final long ASK_MS = 200;
    /** So long a broker may take to tell of the bridge, where there is one. */
    static final long PATIENCE_MS = 15_000;

    private final Brokers brokers;
    private @Nullable Broker broker;
    private String base = "";
    /** Whether the bridge has said that it is there, or is not. */
    private boolean heard;
    /** What people were told of the broker's refusal; empty where it takes what is published. */
    private @Nullable String refusal;

    private long patienceMs;
    private final ZigbeeSteps open = new ZigbeeSteps();
    private @Nullable ZigbeeMembers members;
    /** The addresses of the devices that are still to be asked. */
    private final LinkedHashSet<String> toAsk = new LinkedHashSet<>();
    /** The jobs that end when all are asked. */
    private final Set<String> refreshing = new LinkedHashSet<>();

    private long nextAskMs;
    private ZigbeePairing pairing = ZigbeePairing.NONE;

    /** Finds the broker that the settings name. */
    @FunctionalInterface
    interface Brokers {
        Broker of(DriverContext settings) throws IOException;
    }

    ZigbeeDriver(Brokers brokers) {
        this.brokers = brokers;
    }

    @Override
    protected void open(DriverContext given) throws IOException {
        base = given.setting(MqttKind.BASE_TOPIC);
        members = new ZigbeeMembers(given, open);
        patienceMs = given.nowMs() + PATIENCE_MS;
        Broker fresh = brokers.of(given);
        broker = fresh;
        fresh.open(base);
        if (!given.gateway().alive()) {
            // a broker that answers is no bridge yet: what was told as down stays so until that says that it is there
            alive(false);
        }
    }

    private ZigbeeMembers members() {
        return there(members);
    }

    private Broker far() {
        return there(broker);
    }

    // ---- what comes in ----

    @Override
    protected long look() throws IOException {
        for (Broker.Message message : far().heard()) {
            hear(message);
        }
        askNext();
        if (!heard && lane().nowMs() >= patienceMs) {
            throw new CannotServe(
                    "nothing at this broker says that it is Zigbee2MQTT: look whether it runs, and at the setting "
                            + MqttKind.BASE_TOPIC);
        }
        for (ZigbeeSteps.Question question : open.questions(lane().nowMs())) {
            ask(question);
        }
        open.look(lane());
        members().look();
        pairing = pairing.look(lane());
        return open.isEmpty() ? IDLE_MS : BUSY_MS;
    }

    private void hear(Broker.Message message) throws IOException {
        if (!message.topic().startsWith(base + "/")) {
            return;
        }
        String name = message.topic().substring(base.length() + 1);
        switch (name) {
            case "bridge/state" -> bridge(message);
            case "bridge/devices" -> devices(message);
            case "bridge/event" ->
                ToldJson.tree(message.payload()).flatMap(ToldJson::object).ifPresent(this::event);
            case "bridge/response/device/remove" ->
                ToldJson.tree(message.payload()).flatMap(ToldJson::object).ifPresent(this::removed);
            case "bridge/response/permit_join" ->
                ToldJson.tree(message.payload())
                        .flatMap(ToldJson::object)
                        .ifPresent(answer -> pairing = pairing.answered(answer, lane()));
            default -> {
                if (!name.startsWith("bridge/")) {
                    members().hear(name, message);
                }
            }
        }
    }

    private void bridge(Broker.Message message) {
        Optional<Object> tree = ToldJson.tree(message.payload());
        String word = tree.flatMap(ToldJson::object)
                .map(told -> ToldJson.text(told, "state"))
                // versions before 2 may tell the word alone
                .orElseGet(() -> new String(message.payload(), StandardCharsets.UTF_8));
        if (word.equals("online")) {
            boolean back = heard && Boolean.FALSE.equals(answers());
            heard = true;
            alive(true);
            if (back) {
                askAll();
            }
        } else if (word.equals("offline")) {
            heard = true;
            alive(false);
        }
    }

    private void devices(Broker.Message message) throws IOException {
        Optional<Object> tree = ToldJson.tree(message.payload());
        if (tree.isEmpty()) {
            return;
        }
        boolean first = !members().listed();
        askUnheard(members().list(tree.get()));
        if (!heard) {
            // a list is told by a bridge that runs, or ran: whether it does stands in its state, which may come later
            patienceMs = Math.max(patienceMs, lane().nowMs() + PATIENCE_MS);
        }
        if (first) {
            sendWaiting();
        }
    }

    private void event(Map<String, @Nullable Object> event) {
        Map<String, @Nullable Object> data = ToldJson.object(event.get("data")).orElse(Map.of());
        switch (ToldJson.text(event, "type")) {
            // the list is told anew as well, and has the device
            case "device_joined" -> {
                String address = ToldJson.text(data, "ieee_address");
                pairing.joined(address);
                members().joins(address);
            }
            case "device_leave" -> members().leaves(ToldJson.text(data, "ieee_address"));
            default -> {}
        }
    }

    private void removed(Map<String, @Nullable Object> answer) {
        if (ToldJson.text(answer, "status").equals("ok")) {
            Map<String, @Nullable Object> data =
                    ToldJson.object(answer.get("data")).orElse(Map.of());
            members().removed(ToldJson.text(data, "id"));
        }
    }

    // ---- what is asked ----

    /** Most devices tell their states when the bridge starts; of the others those are asked that can be. */
    private void askUnheard(Set<String> fresh) {
        for (Member member : members().network().byName().values()) {
            if (fresh.contains(member.address()) && members().fields(member).isEmpty()) {
                toAsk.add(member.address());
            }
        }
    }

    private void askAll() {
        members().network().byName().values().forEach(member -> toAsk.add(member.address()));
    }

    /** One after the other: a radio that is asked everything at once does nothing else for a minute. */
    private void askNext() throws IOException {
        DriverContext lane = lane();
        while (!toAsk.isEmpty() && lane.nowMs() >= nextAskMs) {
            Optional<Member> member = members().network().at(toAsk.removeFirst());
            if (member.isPresent() && ask(member.get())) {
                nextAskMs = lane.nowMs() + ASK_MS;
            }
        }
        if (toAsk.isEmpty()) {
            refreshing.forEach(
                    job -> lane.report(Report.JobSeen.done(job, lane.gateway().id(), Map.of())));
            refreshing.clear();
        }
    }

    /** One field of each part: the answer tells all. */
    private boolean ask(Member member) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Part part : member.parts()) {
            part.type().gettable().stream()
                    .min(Comparator.comparingInt(ZigbeeDriver::rank))
                    .ifPresent(field -> fields.put(field, ""));
        }
        boolean can = !fields.isEmpty() && !member.disabled() && !member.asleep();
        if (can) {
            askFor(member, fields);
        }
        return can;
    }

    /** What says most of a device comes first. */
    private static int rank(String field) {
        int rank = 0;
        while (rank < FIRST_ASKED.size() && !field.startsWith(FIRST_ASKED.get(rank))) {
            rank++;
        }
        return rank;
    }

    private void ask(ZigbeeSteps.Question question) throws IOException {
        Optional<Map.Entry<Member, Part>> found = members().network().find(question.device());
        if (found.isPresent()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            question.fields().forEach(field -> fields.put(field, ""));
            askFor(found.get().getKey(), fields);
        }
    }

    /** Where the broker refuses that, people know it, and what devices tell by themselves is heard all the same. */
    private void askFor(Member member, Map<String, @Nullable Object> fields) throws IOException {
        try {
            publish(member.name() + "/get", fields);
        } catch (FarRefusal no) {
            refused(no);
        }
    }

    private void publish(String topic, Map<String, @Nullable Object> fields) throws IOException {
        reach(() -> far().publish(base + "/" + topic, Json.write(fields)));
        refused(null);
    }

    /** Tells people of what the broker does not take, where that is news. */
    private String refused(@Nullable FarRefusal no) {
        String why = no == null ? "" : Objects.requireNonNullElse(no.getMessage(), "");
        if (!why.equals(refusal)) {
            refusal = why;
            DriverContext lane = lane();
            Alert alert = new Alert(lane.gateway().id(), REFUSED, why, lane.nowMs());
            lane.report(new Report.AlertSeen(alert, no != null));
        }
        return why;
    }

    @Override
    public Transmission send(Step step) throws IOException {
        if (!members().listed()) {
            // the list comes some milliseconds after the connection
            open.waits(step, lane().nowMs());
            again(BUSY_MS);
            return Transmission.ACCEPTED;
        }
        return transmit(step);
    }

    private void sendWaiting() throws IOException {
        for (Step step : open.waiting()) {
            switch (transmit(step)) {
                case Transmission.Accepted ignored -> {}
                case Transmission.Done ignored -> lane().report(Report.StepSeen.ended(step.ref(), Failure.NONE));
                case Transmission.Failed failed -> lane().report(Report.StepSeen.ended(step.ref(), failed.failure()));
            }
        }
    }

    private Transmission transmit(Step step) throws IOException {
        Optional<Map.Entry<Member, Part>> found = members().network().find(step.device());
        if (found.isEmpty()) {
            return new Transmission.Failed(Failure.NO_ANSWER);
        }
        Member member = found.get().getKey();
        ZigbeeType type = found.get().getValue().type();
        if (!type.writings().containsKey(step.command().name())) {
            return new Transmission.Failed(Failure.UNKNOWN_COMMAND);
        }
        Optional<Wish> wish = type.wish(step.command());
        if (wish.isEmpty()) {
            return new Transmission.Failed(Failure.BAD_PARAMETER);
        }
        boolean ends = !wish.get().ends().isEmpty();
        try {
            publish(member.name() + "/set", wish.get().payload());
        } catch (FarRefusal no) {
            refused(no);
            return new Transmission.Failed(Failure.OTHER);
        }
        open.overtake(lane(), step.device(), wish.get());
        if (ends) {
            open.put(step, wish.get(), members().fields(member), type.gettable(), lane().nowMs());
        }
        if (!ends) {
            return Transmission.DONE;
        }
        again(BUSY_MS);
        return Transmission.ACCEPTED;
    }

    /** What was published cannot be called back. */
    @Override
    public void cancel(Step.Ref step) {
        open.remove(step);
    }

    @Override
    public void job(Job job, DriverContext lane) throws Exception {
        if (job.kind().equals(JobKind.REFRESH.name()) || job.kind().equals(JobKind.AVAILABILITY.name())) {
            askAll();
            refreshing.add(job.id());
        } else if (job.kind().equals(JobKind.DISCOVERY.name())) {
            int found = members().network().tell(lane);
            lane.report(Report.JobSeen.done(job.id(), lane.gateway().id(), Map.of("found", Integer.toString(found))));
        } else if (job.kind().equals(JobKind.PAIRING.name())) {
            try {
                publish("bridge/request/permit_join", ZigbeePairing.open(job.id()));
                pairing = ZigbeePairing.of(job.id(), lane.nowMs());
            } catch (FarRefusal no) {
                String why = refused(no);
                lane.report(Report.JobSeen.failed(job.id(), lane.gateway().id(), Failure.OTHER, why));
            }
        } else {
            super.job(job, lane);
        }
    }

    @Override
    public void cancelJob(Job job) throws IOException {
        refreshing.remove(job.id());
        if (pairing.is(job.id())) {
            pairing = ZigbeePairing.NONE;
            try {
                publish("bridge/request/permit_join", ZigbeePairing.shut());
            } catch (FarRefusal no) {
                refused(no);
            }
        }
    }

    /** Devices that were just let in have told no state yet that was stored. */
    @Override
    public void devicesChanged() {
        members().tellNew();
    }

    @Override
    protected void shut() {
        open.clear();
        Broker lastBroker = broker;
        broker = null;
        if (lastBroker != null) {
            lastBroker.close();
        }
    }
}
