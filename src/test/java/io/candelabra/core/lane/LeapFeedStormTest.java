package io.candelabra.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.catalogue.Catalogue;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.dialect.lutron.leap.Leap;
import io.candelabra.dialect.lutron.leap.feed.LeapFeed;
import io.candelabra.dialect.lutron.leap.message.LeapRequest;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.driver.api.Report;
import io.candelabra.intake.CatalogueFiles;
import io.candelabra.model.Action;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Plan;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.model.Value;
import io.candelabra.store.memory.MemoryStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Subscribers in a storm of plans, radios that fail and servers that are killed. A client that puts the pushes on top
 * of the snapshot has the answer of a read; each push tells something new; a client that reads seldom is told of each
 * zone the same as a prompt one, in the same order.
 */
class LeapFeedStormTest {
    private static final Catalogue CATALOGUE = CatalogueFiles.load();
    private static final int GATEWAYS = 2;
    private static final int LAMPS = 4;
    private static final int STEPS = 3_000;
    /** More seeds for a long run: {@code -Dcandelabra.storms=1000}. */
    private static final int STORMS = Integer.getInteger("candelabra.storms", 8);

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, STORMS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatSubscribersPutTogetherIsWhatARead(long seed) throws IOException {
        new Storm(seed).rage();
    }

    private static final class Storm {
        private final World world;
        private final RandomGenerator chance;
        private Leap leap;
        private Reader prompt;
        private Reader seldom;
        private Reader never;
        private int pushes;

        Storm(long seed) throws IOException {
            Lamps.Field field = new Lamps.Field();
            world = new World(
                    new MemoryStore(),
                    device -> CATALOGUE.find(device.type()).orElseThrow(),
                    gateway -> new Lamps.Radio(field, 40),
                    SiteLimits.LOCAL,
                    seed);
            chance = world.chance();
            for (int g = 1; g <= GATEWAYS; g++) {
                int gateway = g;
                world.install(
                        List.of(Lamps.gateway(g)),
                        IntStream.range(0, LAMPS)
                                .mapToObj(n -> Device.of(
                                        Lamps.id(gateway, n),
                                        "candelabra:DimmedZone",
                                        "Lamp " + n,
                                        States.of(State.of(Lamps.LEVEL, 0))))
                                .toList());
            }
            connect();
        }

        /** All connections have ended; the clients come anew, and subscribe. */
        private void connect() throws IOException {
            leap = new Leap(world.sites());
            prompt = new Reader();
            seldom = new Reader();
            never = new Reader();
        }

        void rage() throws IOException {
            for (int i = 0; i < STEPS; i++) {
                int mood = chance.nextInt(1_000);
                if (mood < 60) {
                    world.ask(new Command.StartExecution(plan()));
                } else if (mood < 66) {
                    world.state().executions().stream()
                            .findFirst()
                            .ifPresent(running -> world.ask(new Command.CancelExecutions(
                                    Optional.of(running.execution().id()), Optional.empty())));
                } else if (mood < 72) {
                    world.ask(new Command.Hear(List.of(new Report.AvailabilitySeen(
                            Lamps.id(1 + chance.nextInt(GATEWAYS), chance.nextInt(LAMPS)), chance.nextInt(3) > 0))));
                } else if (mood < 75) {
                    agree();
                    world.boot();
                    connect();
                } else if (mood < 250) {
                    world.pass(chance.nextInt(400));
                } else {
                    world.step();
                }
                prompt.feed.tell();
                if (chance.nextInt(200) == 0) {
                    seldom.feed.tell();
                }
            }
            for (int i = 0; i < 100; i++) {
                world.pass(1_000);
                world.settle();
                prompt.feed.tell();
            }
            agree();
            assertThat(pushes).as("there was something to tell").isGreaterThan(100);
        }

        private void agree() throws IOException {
            for (Reader reader : List.of(prompt, seldom, never)) {
                reader.feed.tell();
                reader.hasWhatAReadGives();
            }
            assertThat(seldom.told).as("what is told of each zone").isEqualTo(prompt.told);
            assertThat(never.told).isEqualTo(prompt.told);
        }

        private Plan plan() {
            DeviceCommand command = new DeviceCommand(
                    "setIntensity",
                    List.of(Value.of((long) chance.nextInt(101))),
                    chance.nextInt(6) == 0 ? chance.nextInt(2_000) : 0,
                    0,
                    List.of());
            List<Action> actions = new ArrayList<>();
            for (int gateway = 1; gateway <= GATEWAYS; gateway++) {
                if (chance.nextBoolean() || actions.isEmpty()) {
                    actions.add(new Action(Lamps.id(gateway, chance.nextInt(LAMPS)), List.of(command)));
                }
            }
            return new Plan("storm", "", Plan.Kind.MANUAL, false, false, actions, Map.of());
        }

        /** One connection with its subscriptions, and what it has put together of them. */
        private final class Reader extends ReadingSession {
            private final Map<String, String> lists = Map.of(
                    "/zone/status", "ZoneStatuses",
                    "/zonetypegroup/status", "ZoneTypeGroupStatuses",
                    "/area/status", "AreaStatuses",
                    "/device/status", "DeviceStatuses");
            private final Map<String, Map<String, Map<String, Object>>> known = new LinkedHashMap<>();
            /** Of each zone all that was told, in order. */
            private final Map<String, List<Map<String, Object>>> told = new LinkedHashMap<>();

            private final LeapFeed feed;

            Reader() throws IOException {
                feed = new LeapFeed(leap.types(), this, this::hear);
                for (Map.Entry<String, String> list : lists.entrySet()) {
                    LeapReply snapshot = feed.subscribe(
                            request("Subscribe", list.getKey()),
                            world.pumped(() -> leap.answer(request("Subscribe", list.getKey()), this))
                                    .subscribes());
                    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
                    rows(snapshot, list.getValue()).forEach(row -> rows.put(href(row), row));
                    known.put(list.getKey(), rows);
                }
            }

            private void hear(LeapReply push, LeapRequest.Head to) {
                String url = to.url().orElseThrow();
                assertThat(to.tag()).as("the tag of the subscription").hasValue("tag of " + url);
                pushes++;
                for (Map<String, Object> delta : rows(push, lists.get(url))) {
                    Map<String, Object> before = known.get(url).get(href(delta));
                    assertThat(before).as("%s", delta).isNotNull();
                    Map<String, Object> after = new LinkedHashMap<>(before);
                    after.putAll(delta);
                    assertThat(after).as("nothing is told twice: %s", delta).isNotEqualTo(before);
                    known.get(url).put(href(delta), after);
                    if (url.equals("/zone/status")) {
                        told.computeIfAbsent(href(delta), h -> new ArrayList<>())
                                .add(after);
                    }
                }
            }

            void hasWhatAReadGives() {
                lists.forEach(
                        (url, key) -> assertThat(List.copyOf(known.get(url).values()))
                                .as(url)
                                .isEqualTo(rows(leap.answer(request("Read", url), this), key)));
            }

            private LeapRequest request(String verb, String url) {
                return LeapRequest.of(Map.of(
                        "CommuniqueType",
                        verb + "Request",
                        "Header",
                        Map.of("Url", url, "ClientTag", "tag of " + url)));
            }

            @SuppressWarnings("unchecked")
            private static List<Map<String, Object>> rows(LeapReply reply, String key) {
                return (List<Map<String, Object>>) reply.body().get(key);
            }

            private static String href(Map<String, Object> row) {
                return String.valueOf(row.get("href"));
            }
        }
    }
}
