package io.candelabra.driver.mqtt;

import io.candelabra.driver.api.DriverContext;
import io.candelabra.driver.api.Report;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Member;
import io.candelabra.driver.mqtt.ZigbeeNetwork.Part;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The devices that are still to be asked for their states, one after the other: a radio that is asked everything at once does nothing else for a minute. */
final class ZigbeeQuestions {
    private static final List<String> FIRST_ASKED = List.of("state", "position", "local_temperature");
    private static final long ASK_MS = 200;

    private final DriverContext lane;
    private final ZigbeeMembers members;
    private final ZigbeeVoice voice;
    /** The addresses of the devices that are still to be asked. */
    private final LinkedHashSet<String> toAsk = new LinkedHashSet<>();
    /** The jobs that end when all are asked. */
    private final Set<String> refreshing = new LinkedHashSet<>();

    private long nextAskMs;

    ZigbeeQuestions(DriverContext lane, ZigbeeMembers members, ZigbeeVoice voice) {
        this.lane = lane;
        this.members = members;
        this.voice = voice;
    }

    /** Most devices tell their states when the bridge starts; of the others those are asked that can be. */
    void unheard(Set<String> fresh) {
        for (Member member : members.network().byName().values()) {
            if (fresh.contains(member.address()) && members.fields(member).isEmpty()) {
                toAsk.add(member.address());
            }
        }
    }

    void all() {
        members.network().byName().values().forEach(member -> toAsk.add(member.address()));
    }

    /** A job that ends when all are asked. */
    void refresh(String job) {
        all();
        refreshing.add(job);
    }

    void cancel(String job) {
        refreshing.remove(job);
    }

    void look() throws IOException {
        while (!toAsk.isEmpty() && lane.nowMs() >= nextAskMs) {
            Optional<Member> member = members.network().at(toAsk.removeFirst());
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
                    .min(Comparator.comparingInt(ZigbeeQuestions::rank))
                    .ifPresent(field -> fields.put(field, ""));
        }
        boolean can = !fields.isEmpty() && !member.disabled() && !member.asleep();
        if (can) {
            voice.ask(member, fields);
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

    /** A step that has heard nothing asks its device. */
    void ask(ZigbeeSteps.Question question) throws IOException {
        Optional<Map.Entry<Member, Part>> found = members.network().find(question.device());
        if (found.isPresent()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            question.fields().forEach(field -> fields.put(field, ""));
            voice.ask(found.get().getKey(), fields);
        }
    }
}
