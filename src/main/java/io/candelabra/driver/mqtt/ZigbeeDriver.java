package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.CannotServe;
import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.FarRefusal;
import io.candelabra.driver.api.LookingDriver;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.api.Transmission;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Member;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Part;
import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import io.candelabra.model.Step;
import io.candelabra.wire.json.ToldJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to Zigbee2MQTT. Everything happens on the lane's thread: the messages that have come in are looked at four times a second, and twenty times while a
 * command is under way.
 */
final class ZigbeeDriver extends LookingDriver {
    private static final Logger log = LoggerFactory.getLogger(ZigbeeDriver.class);
    private static final long BUSY_MS = 50;
    private static final long IDLE_MS = 250;
    private static final String DEVICES = "/bridge/devices";
    private static final String NO_BRIDGE =
            "nothing at this broker says that it is Zigbee2MQTT: look whether it runs, and at the setting "
                    + MqttKind.BASE_TOPIC;
    /** So long a broker may take to tell of the bridge, where there is one. */
    static final long PATIENCE_MS = 15_000;

    private final Brokers brokers;
    private @Nullable Broker broker;
    private String base = "";
    /** Whether the bridge has said that it is there, or is not. */
    private boolean heard;

    private long patienceMs;
    private final ZigbeeSteps open = new ZigbeeSteps();
    private @Nullable ZigbeeMembers members;
    private @Nullable ZigbeeVoice voice;
    private @Nullable ZigbeeQuestions questions;
    /** What came while the bridge was waited for. */
    private List<Broker.Message> first = List.of();
    /** The list that was told last: it is read anew where the settings of the bridge change what it means. */
    private @Nullable Object list;

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
        ZigbeeMembers known = new ZigbeeMembers(given, open);
        members = known;
        ZigbeeVoice said =
                new ZigbeeVoice(given, (topic, payload) -> reach(() -> far().publish(base + "/" + topic, payload)));
        voice = said;
        questions = new ZigbeeQuestions(given, known, said);
        patienceMs = given.nowMs() + PATIENCE_MS;
        Broker fresh = brokers.of(given);
        broker = fresh;
        fresh.open(base);
        first = arrival(fresh);
        if (!given.gateway().alive()) {
            // a broker that answers is no bridge yet: what was told as down stays so until that says that it is there
            alive(false);
        }
    }

    /**
     * What the broker has kept of a bridge comes within moments. It is waited for here: while there is none the driver does not start, and its gateway stays one that is
     * not served.
     */
    private List<Broker.Message> arrival(Broker fresh) throws IOException {
        if (!fresh.waitsFor(base + "/bridge/")) {
            throw new CannotServe(NO_BRIDGE);
        }
        boolean listed = fresh.waitsFor(base + DEVICES);
        List<Broker.Message> came = fresh.heard();
        boolean runs = came.stream()
                .anyMatch(one ->
                        one.topic().equals(base + "/bridge/state") && word(one).equals("online"));
        if (runs && !listed) {
            throw new CannotServe("Zigbee2MQTT runs, and no list of its devices comes: look whether the broker keeps "
                    + base + DEVICES + ", and that mqtt.force_disable_retain is off there");
        }
        return came;
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
        List<Broker.Message> before = first;
        first = List.of();
        for (Broker.Message message : before) {
            hear(message);
        }
        for (Broker.Message message : far().heard()) {
            hear(message);
        }
        there(questions).look();
        if (!heard && lane().nowMs() >= patienceMs) {
            throw new CannotServe(NO_BRIDGE);
        }
        for (ZigbeeSteps.Question question : open.questions(lane().nowMs())) {
            there(questions).ask(question);
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
        if (members().isNamed(name)) {
            // a device may be called as a part of the bridge
            members().hear(name, message);
            return;
        }
        switch (name) {
            case "bridge/state" -> bridge(message);
            case "bridge/devices" -> devices(message);
            case "bridge/info" ->
                ToldJson.tree(message.payload())
                        .flatMap(ToldJson::object)
                        .flatMap(ZigbeeSettings::read)
                        .ifPresent(this::info);
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

    private static String word(Broker.Message message) {
        return ToldJson.tree(message.payload())
                .flatMap(ToldJson::object)
                .map(told -> ToldJson.text(told, "state"))
                // versions before 2 may tell the word alone
                .orElseGet(() -> new String(message.payload(), StandardCharsets.UTF_8));
    }

    private void info(ZigbeeSettings info) {
        if (members().settings(info)) {
            Object again = list;
            if (again != null) {
                members().list(again);
                members().tellAnew();
            }
        }
    }

    private void bridge(Broker.Message message) {
        String word = word(message);
        if (word.equals("online")) {
            boolean back = heard && Boolean.FALSE.equals(answers());
            heard = true;
            alive(true);
            if (back) {
                there(questions).all();
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
        list = tree.get();
        there(questions).unheard(members().list(tree.get()));
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
            there(voice).publish(ZigbeeVoice.topic(member) + "/set", wish.get().payload());
        } catch (FarRefusal no) {
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
            there(questions).refresh(job.id());
        } else if (job.kind().equals(JobKind.DISCOVERY.name())) {
            int found = members().network().tell(lane);
            lane.report(Report.JobSeen.done(job.id(), lane.gateway().id(), Map.of("found", Integer.toString(found))));
        } else if (job.kind().equals(JobKind.PAIRING.name())) {
            try {
                there(voice).publish("bridge/request/permit_join", ZigbeePairing.open(job.id()));
                pairing = ZigbeePairing.of(job.id(), lane.nowMs());
            } catch (FarRefusal no) {
                String why = Objects.requireNonNullElse(no.getMessage(), "");
                lane.report(Report.JobSeen.failed(job.id(), lane.gateway().id(), Failure.OTHER, why));
            }
        } else {
            super.job(job, lane);
        }
    }

    @Override
    public void cancelJob(Job job) throws IOException {
        there(questions).cancel(job.id());
        if (pairing.is(job.id())) {
            pairing = ZigbeePairing.NONE;
            try {
                there(voice).publish("bridge/request/permit_join", ZigbeePairing.shut());
            } catch (FarRefusal no) {
                log.debug(
                        "gateway {} cannot shut its network by itself",
                        lane().gateway().id(),
                        no);
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
