package io.candelabra.dialect.lutron.vive;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.site.Raw;
import io.candelabra.dialect.lutron.LeapClient;
import io.candelabra.dialect.lutron.LeapClient.Message;
import io.candelabra.dialect.lutron.LutronOffice;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that puts the pushes on top of the snapshot has the answer of a read: nothing is lost, and nothing told
 * twice.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class ViveFeedTest {
    private static final Cause TEST = new Cause("test", "somebody", "");
    private static LutronOffice office;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        office = new LutronOffice(folder);
    }

    @AfterAll
    static void close() throws Exception {
        office.close();
    }

    /** One subscription as a client keeps it. */
    private static final class Kept {
        private final String url;
        private final String key;
        private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();

        Kept(String url, String key) {
            this.url = url;
            this.key = key;
        }

        void begin(Message snapshot) {
            snapshot.list(key).forEach(o -> objects.put(href(o), new LinkedHashMap<>(o)));
        }

        void hear(Message push) {
            for (Map<String, Object> delta : push.list(key)) {
                Map<String, Object> known = objects.get(href(delta));
                assertThat(known).as("%s", push.line()).isNotNull();
                Map<String, Object> next = new LinkedHashMap<>(known);
                next.putAll(delta);
                assertThat(next)
                        .as("a push tells something new: %s", push.line())
                        .isNotEqualTo(known);
                objects.put(href(delta), next);
            }
        }

        private static String href(Map<String, Object> object) {
            return String.valueOf(object.get("href"));
        }

        List<Map<String, Object>> now() {
            return new ArrayList<>(objects.values());
        }
    }

    @RepeatedTest(4)
    void snapshotAndPushesGiveWhatARead(RepetitionInfo info) throws IOException {
        Random chance = new Random(info.getCurrentRepetition());
        List<Kept> all = List.of(
                new Kept("/zone/status", "ZoneStatuses"),
                new Kept("/zonetypegroup/status", "ZoneTypeGroupStatuses"),
                new Kept("/area/status", "AreaStatuses"),
                new Kept("/device/status", "DeviceStatuses"),
                new Kept("/occupancysensor/status", "OccupancySensorStatuses"));
        try (LeapClient listener = office.login();
                LeapClient client = office.login()) {
            for (Kept kept : all) {
                kept.begin(listener.subscribe(kept.url, kept.url));
            }
            for (int i = 0; i < 60; i++) {
                something(chance, client);
            }
            office.untilStill();
            // the answer comes after all that became durable before the request
            listener.subscribe("/project", "end");
            for (Message push : List.copyOf(listener.waiting())) {
                all.stream().filter(k -> push.header("ClientTag").equals(k.url)).forEach(k -> k.hear(push));
            }
            for (Kept kept : all) {
                assertThat(kept.now())
                        .as(kept.url)
                        .isEqualTo(client.read(kept.url).list(kept.key));
            }
        }
    }

    private static void something(Random chance, LeapClient client) throws IOException {
        String zone = "/zone/" + (1 + chance.nextInt(40));
        List<Device> devices = new ArrayList<>();
        office.state().devices().forEach(devices::add);
        Device device = devices.get(chance.nextInt(devices.size()));
        switch (chance.nextInt(7)) {
            case 0, 1 -> client.command(zone, ViveZonesTest.dimmed(chance.nextInt(101)));
            case 2 ->
                client.command(
                        zone,
                        Map.of(
                                "CommandType",
                                "GoToSwitchedLevel",
                                "SwitchedLevelParameters",
                                Map.of("SwitchedLevel", chance.nextBoolean() ? "On" : "Off")));
            case 3 -> client.command("/zonetypegroup/100", ViveZonesTest.dimmed(chance.nextInt(101)));
            case 4 -> office.seen(new Report.AvailabilitySeen(device.id(), chance.nextInt(4) > 0));
            case 5 ->
                office.seen(new Report.StatesSeen(
                        device.id(),
                        List.of(State.of(
                                "core:OccupancyState", chance.nextBoolean() ? "personInside" : "noPersonInside"))));
            default ->
                client.command("/virtualbutton/" + (1 + chance.nextInt(4)), Map.of("CommandType", "PressAndRelease"));
        }
    }

    @Test
    void aListIsToldAnewWhenItChanges() throws IOException {
        try (LeapClient client = office.login()) {
            int before = client.subscribe("/virtualbutton", "scenes")
                    .list("VirtualButtons")
                    .size();
            Resource.Scene scene =
                    new Resource.Scene("extra", "Extra", List.of(), 0, 0, Map.of("leap.virtualbutton", "77"), Map.of());
            office.sites.submit(Caller.CORE, LutronOffice.SITE, new Command.Put(scene), TEST);
            Message more = client.await(m -> m.header("ClientTag").equals("scenes"));
            assertThat(more.communique()).isEqualTo("ReadResponse");
            assertThat(more.list("VirtualButtons")).hasSize(before + 1);
            office.sites.submit(Caller.CORE, LutronOffice.SITE, new Command.Delete(scene), TEST);
            assertThat(client.await(m -> m.header("ClientTag").equals("scenes")).list("VirtualButtons"))
                    .hasSize(before);
        }
    }

    @Test
    void aLongListComesInPages() throws IOException {
        List<Device> many = new ArrayList<>();
        Device model = office.state().deviceBy("leap.zone", "7").orElseThrow();
        for (int i = 0; i < 900; i++) {
            Device device = new Device(
                    new io.candelabra.model.DeviceId("leap://1042-7300-0001/spare/" + i),
                    model.type(),
                    "Spare lamp with a rather long name, number " + i,
                    model.area(),
                    true,
                    true,
                    model.states(),
                    List.of(),
                    Map.of("leap.zone", Integer.toString(10_000 + i)),
                    Map.of(),
                    0,
                    0);
            many.add(device);
        }
        edit(changes -> many.forEach(changes::put));
        try (LeapClient client = office.login()) {
            List<Object> hrefs = new ArrayList<>();
            Message page = client.read("/zone");
            while (true) {
                assertThat(page.line().length()).isLessThan(256 * 1024);
                page.list("Zones").forEach(zone -> hrefs.add(zone.get("href")));
                Object paging = ((Map<?, ?>) page.tree().get("Header")).get("Paging");
                if (paging == null) {
                    break;
                }
                client.send(io.candelabra.wire.json.Json.text(Map.of(
                        "CommuniqueType",
                        "ReadRequest",
                        "Header",
                        Map.of("Url", "/zone", "ClientTag", "p" + hrefs.size(), "Paging", paging))));
                String tag = "p" + hrefs.size();
                page = client.await(m -> m.header("ClientTag").equals(tag));
            }
            assertThat(hrefs).hasSize(945).doesNotHaveDuplicates();
        } finally {
            edit(changes -> many.forEach(
                    device -> changes.add(io.candelabra.core.event.SiteEvent.DeviceRemoved.of(device.id()))));
        }
    }

    @Test
    void whatComesWithoutANumberGetsOneForEver() throws IOException {
        Device model = office.state().deviceBy("leap.zone", "7").orElseThrow();
        try (LeapClient client = office.login()) {
            client.subscribe("/zone", "zones");
            String first = added(client, model, "one");
            String second = added(client, model, "two");
            assertThat(Integer.parseInt(second.substring(6))).isEqualTo(Integer.parseInt(first.substring(6)) + 1);
            removed("two");
            String third = added(client, model, "three");
            assertThat(third).as("a number is never given again").isNotEqualTo(second);
            removed("one");
            removed("three");
        }
    }

    private static String added(LeapClient client, Device model, String name) throws IOException {
        io.candelabra.model.DeviceId id = new io.candelabra.model.DeviceId("leap://1042-7300-0001/new/" + name);
        edit(changes -> changes.put(Device.of(id, model.type(), name, model.states())));
        return client.read("/zone").list("Zones").stream()
                .filter(zone -> name.equals(zone.get("Name")))
                .map(zone -> String.valueOf(zone.get("href")))
                .findFirst()
                .orElseThrow();
    }

    private static void removed(String name) {
        edit(changes -> changes.add(io.candelabra.core.event.SiteEvent.DeviceRemoved.of(
                new io.candelabra.model.DeviceId("leap://1042-7300-0001/new/" + name))));
    }

    private static void edit(java.util.function.Consumer<Raw.Changes> change) {
        Raw.tell(office.sites, LutronOffice.SITE, (state, now) -> {
            Raw.Changes changes = new Raw.Changes(state);
            change.accept(changes);
            return changes.answer(true);
        });
    }
}
