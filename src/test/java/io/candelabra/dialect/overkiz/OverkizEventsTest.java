package io.candelabra.dialect.overkiz;

import static org.assertj.core.api.Assertions.assertThat;

import io.candelabra.core.access.Caller;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.Raw;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Cause;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.Phase;
import io.candelabra.model.Resource;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.testing.TestHome;
import io.candelabra.testing.TestServer;
import io.candelabra.testing.Within;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of the field and of other callers, as a listener on the cloud face hears them. */
class OverkizEventsTest {
    private static final DeviceId FOUND = new DeviceId("io://1234-5678-9012/77");
    private static final GatewayId GATEWAY = new GatewayId(TestHome.GATEWAY);

    private TestServer server = TestServer.start();
    private OverkizCalls owner;
    private String listener;

    @BeforeEach
    void listen() throws Exception {
        owner = OverkizCalls.login(server, TestServer.OWNER, "");
        listener = owner.text("POST", "/events/register", "", "id");
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** The events that tell of a change, without timestamps. */
    private List<Map<?, ?>> heard(Consumer<Raw.Changes> change) throws Exception {
        TestHome.edit(server.sites(), TestHome.SITE, change);
        List<Map<?, ?>> events = new ArrayList<>();
        Object fetched = owner.answer("POST", "/events/" + listener + "/fetch", "");
        for (Object event : fetched instanceof List<?> list ? list : List.of()) {
            Map<?, ?> map = (Map<?, ?>) event;
            assertThat(map.remove("timestamp")).isInstanceOf(Long.class);
            events.add(map);
        }
        return events;
    }

    private static Map<String, Object> ofSetup(String name, Map<String, Object> more) {
        Map<String, Object> event = new HashMap<>(more);
        event.put("name", name);
        event.put("setupOID", TestHome.SETUP);
        return event;
    }

    @Test
    void devicesAndGatewaysComeAndGo() throws Exception {
        assertThat(heard(c -> c.add(new SiteEvent.AvailabilityChanged(new DeviceId(TestHome.LAMP), false))))
                .containsExactly(ofSetup("DeviceUnavailableEvent", Map.of("deviceURL", TestHome.LAMP)));
        assertThat(heard(c -> c.add(new SiteEvent.AvailabilityChanged(new DeviceId(TestHome.LAMP), true))))
                .containsExactly(ofSetup("DeviceAvailableEvent", Map.of("deviceURL", TestHome.LAMP)));
        assertThat(heard(c -> c.add(new SiteEvent.GatewayAliveChanged(GATEWAY, false))))
                .containsExactly(Map.of("name", "GatewayDownEvent", "gatewayId", TestHome.GATEWAY));
        assertThat(heard(c -> c.add(new SiteEvent.GatewayAliveChanged(GATEWAY, true))))
                .containsExactly(Map.of("name", "GatewayAliveEvent", "gatewayId", TestHome.GATEWAY));
    }

    @Test
    void devicesAreCreatedChangedAndRemoved() throws Exception {
        Device lamp = Device.of(FOUND, "io:OnOffLightIOComponent", "New", States.of(State.of("core:OnOffState", "on")))
                .withArea(TestHome.KITCHEN, 1);
        assertThat(heard(c -> c.put(lamp)))
                .containsExactly(ofSetup(
                        "DeviceCreatedEvent",
                        Map.of(
                                "deviceURL",
                                FOUND.value(),
                                "controllableName",
                                "io:OnOffLightIOComponent",
                                "label",
                                "New",
                                "placeOID",
                                TestHome.KITCHEN,
                                "deviceAttributes",
                                List.of())));
        assertThat(heard(c -> c.put(lamp.withLabel("Renamed", 2))))
                .containsExactly(ofSetup(
                        "DeviceUpdatedEvent",
                        Map.of(
                                "deviceURL",
                                FOUND.value(),
                                "controllableName",
                                "io:OnOffLightIOComponent",
                                "label",
                                "Renamed",
                                "placeOID",
                                TestHome.KITCHEN)));
        assertThat(heard(c -> c.add(SiteEvent.DeviceRemoved.of(lamp))))
                .containsExactly(ofSetup(
                        "DeviceRemovedEvent",
                        Map.of("deviceURL", FOUND.value(), "controllableName", "io:OnOffLightIOComponent")));
    }

    @Test
    void placesAndZonesAreToldOf() throws Exception {
        Resource.Area attic = new Resource.Area("attic", TestHome.HOUSE, "Attic", 3, 1, 1, Map.of(), Map.of());
        List<Map<?, ?>> created = heard(c -> c.put(attic));
        Object oid = created.getFirst().get("placeOID");
        assertThat(created)
                .containsExactly(ofSetup(
                        "PlaceCreatedEvent",
                        Map.of("placeOID", oid, "parentPlaceOID", TestHome.HOUSE, "type", 3L, "label", "Attic")));
        assertThat(heard(c -> c.put(new Resource.Area("attic", TestHome.HOUSE, "Studio", 3, 1, 2, Map.of(), Map.of())))
                        .getFirst()
                        .get("name"))
                .isEqualTo("PlaceUpdatedEvent");
        assertThat(heard(c -> c.delete(attic.ref())))
                .containsExactly(ofSetup("PlaceDeletedEvent", Map.of("placeOID", oid)));
        Resource.Group zone = new Resource.Group(
                "5e0c1a34-51b7-4d26-9c0e-6d9d1f0a8b11",
                "Up",
                1,
                List.of(new DeviceId(TestHome.LAMP)),
                List.of(TestHome.KITCHEN),
                1,
                1,
                Map.of(),
                Map.of());
        Map<String, Object> shown = Map.of(
                "zoneOID", zone.id(),
                "type", 1L,
                "label", "Up",
                "deviceURLs", List.of(TestHome.LAMP),
                "placeOIDs", List.of(TestHome.KITCHEN));
        assertThat(heard(c -> c.put(zone))).containsExactly(ofSetup("ZoneCreatedEvent", shown));
        assertThat(heard(c -> c.put(zone))).containsExactly(ofSetup("ZoneUpdatedEvent", shown));
        assertThat(heard(c -> c.delete(zone.ref())))
                .containsExactly(ofSetup("ZoneDeletedEvent", Map.of("zoneOID", zone.id())));
    }

    @Test
    void aRefreshEndsForEachGatewayThatItWasAskedOf() throws Exception {
        GatewayId second = new GatewayId(TestHome.SECOND_GATEWAY);
        // the end alone says all: nobody needs to have read the beginning
        Job ended = new Job(
                "job",
                "refresh",
                List.of(GATEWAY, second),
                Optional.empty(),
                List.of(),
                List.of(second),
                List.of(new Job.Told(second, 0, Failure.TIMED_OUT, "", Map.of())),
                Map.of("protocol", "io"),
                Optional.of(Cause.FIELD),
                Phase.FAILED,
                1,
                2,
                3);
        List<Map<?, ?>> told = heard(c -> c.add(new SiteEvent.JobMoved(ended)));
        assertThat(told)
                .containsExactly(
                        Map.of(
                                "name",
                                "RefreshAllDevicesStatesCompletedEvent",
                                "gatewayId",
                                TestHome.GATEWAY,
                                "protocolType",
                                1L),
                        Map.of(
                                "name",
                                "RefreshAllDevicesStatesFailedEvent",
                                "gatewayId",
                                TestHome.SECOND_GATEWAY,
                                "protocolType",
                                1L,
                                "failureType",
                                "TIMED_OUT"));
    }

    /**
     * A caller who stops a refresh does not get it; a caller who stops the letting in of devices has reached the aim.
     */
    @Test
    void aJobThatIsCalledOffIsToldAsTheTableSays() throws Exception {
        assertThat(heardOfTheEnd("refresh", "", Failure.CANCELLED))
                .containsExactly(
                        ofGateway("RefreshAllDevicesStatesFailedEvent", Map.of("failureType", "CMDCANCELLED")));
        assertThat(heardOfTheEnd("discovery", "modbus", Failure.CANCELLED))
                .containsExactly(
                        ofGateway("DiscoverFailedEvent", Map.of("protocolType", 12L, "failureType", "CMDCANCELLED")));
        assertThat(heardOfTheEnd("pairing", "zwave", Failure.CANCELLED))
                .containsExactly(ofGateway("ZWaveSetModeCompleteEvent", Map.of()));
        assertThat(heardOfTheEnd("pairing", "zwave", Failure.GATEWAY_DOWN))
                .containsExactly(ofGateway("ZWaveSetModeFailedEvent", Map.of("failureType", "PEER_DOWN")));
        assertThat(heardOfTheEnd("pairing", "enocean", Failure.NONE))
                .containsExactly(
                        ofGateway("EnOceanLearnStartedEvent", Map.of()),
                        ofGateway("EnOceanLearnStoppedEvent", Map.of()));
        assertThat(heardOfTheEnd("pairing", "", Failure.NONE)).isEmpty();
    }

    /** The events of one gateway's job from its beginning to its end. */
    private List<Map<?, ?>> heardOfTheEnd(String kind, String protocol, Failure failure) throws Exception {
        List<GatewayId> one = List.of(GATEWAY);
        Map<String, String> parameters = protocol.isEmpty() ? Map.of() : Map.of("protocol", protocol);
        Job begun = job("job", kind, one, one, List.of(), parameters, Phase.WAITING);
        Job ended = begun.ended(new Job.Told(GATEWAY, 0, failure, "", Map.of()), 2);
        return heard(c -> c.add(new SiteEvent.JobMoved(begun))
                .add(new SiteEvent.JobMoved(begun.progressed(GATEWAY, 50)))
                .add(new SiteEvent.JobMoved(ended)));
    }

    private static Map<?, ?> ofGateway(String name, Map<String, ?> fields) {
        Map<String, Object> event = new HashMap<>(fields);
        event.put("name", name);
        event.put("gatewayId", TestHome.GATEWAY);
        return event;
    }

    @Test
    void aJobOfTheSetupIsToldOnce() throws Exception {
        GatewayId second = new GatewayId(TestHome.SECOND_GATEWAY);
        List<GatewayId> both = List.of(GATEWAY, second);
        List<GatewayId> one = List.of(second);
        Map<String, String> lamp = Map.of("deviceURL", TestHome.LAMP);
        assertThat(heard(c -> c.add(new SiteEvent.JobMoved(
                                job("one", "device-delete-cascade", both, both, List.of(), Map.of(), Phase.RUNNING)))
                        .add(new SiteEvent.JobMoved(job(
                                "one",
                                "device-delete-cascade",
                                both,
                                List.of(),
                                List.of(),
                                Map.of(),
                                Phase.COMPLETED)))))
                .containsExactly(ofSetup("SetupJobCompletedEvent", Map.of("jobId", "one")));
        assertThat(heard(c -> c.add(new SiteEvent.JobMoved(
                                job("two", "device-firmware", one, one, List.of(), lamp, Phase.RUNNING)))
                        .add(new SiteEvent.JobMoved(
                                job("two", "device-firmware", one, List.of(), one, lamp, Phase.FAILED)))))
                .containsExactly(ofSetup(
                        "DeviceFirmwareUpdateFailedEvent",
                        Map.of("deviceURL", TestHome.LAMP, "failureType", "ERROR_WHILE_EXECUTING")));
    }

    private static Job job(
            String id,
            String kind,
            List<GatewayId> asked,
            List<GatewayId> open,
            List<GatewayId> failed,
            Map<String, String> parameters,
            Phase phase) {
        return new Job(
                id,
                kind,
                asked,
                Optional.empty(),
                open,
                failed,
                List.of(),
                parameters,
                Optional.empty(),
                phase,
                1,
                0,
                phase.ended() ? 2 : 0);
    }

    @Test
    void theLocationIsToldWithAllItsFields() throws Exception {
        Resource.Profile moved = new Resource.Profile("Home", 52.5, 13.4, "Europe/Berlin", Map.of());
        assertThat(heard(c -> c.put(moved)))
                .containsExactly(ofSetup("LocationUpdatedEvent", location("Home", "", "2", "CIVIL")));
        Resource.Profile noted = new Resource.Profile(
                "Home",
                52.5,
                13.4,
                "Europe/Berlin",
                Map.of(
                        "overkiz",
                        "{\"location\":{\"city\":\"Pankow\",\"addressLine1\":\"Mill Lane 1\",\"country\":null,"
                                + "\"twilightMode\":1,\"twilightAngle\":\"SOLAR\"}}"));
        assertThat(heard(c -> c.put(noted)))
                .containsExactly(ofSetup("LocationUpdatedEvent", location("Pankow", "Mill Lane 1", "1", "SOLAR")));
    }

    private static Map<String, Object> location(String city, String address, String mode, String angle) {
        return Map.ofEntries(
                Map.entry("city", city),
                Map.entry("country", ""),
                Map.entry("postalCode", ""),
                Map.entry("timezone", "Europe/Berlin"),
                Map.entry("addressLine1", address),
                Map.entry("addressLine2", ""),
                Map.entry("dawnOffset", 0L),
                Map.entry("duskOffset", 0L),
                Map.entry("longitude", 13.4),
                Map.entry("latitude", 52.5),
                Map.entry("twilightMode", mode),
                Map.entry("twilightCity", ""),
                Map.entry("twilightAngle", angle));
    }

    /** Somebody who adds a kind has to say in the table what is told of it; until then the listener hears all else. */
    @Test
    void aKindThatTheTableDoesNotKnowIsSetAside() throws Exception {
        Resource.Extra strange = new Resource.Extra("overkiz", "somethingNew", "one", "{}");
        Resource.Extra foreign = new Resource.Extra("sustainder", "somethingNew", "one", "{}");
        Resource.Area attic = new Resource.Area("attic", TestHome.HOUSE, "Attic", 3, 1, 1, Map.of(), Map.of());
        assertThat(heard(c -> c.put(strange).put(foreign).put(attic)).stream()
                        .map(event -> String.valueOf(event.get("name"))))
                .containsExactly("PlaceCreatedEvent");
        assertThat(server.sites().state(Caller.CORE, TestHome.SITE).alerts().stream()
                        .filter(alert -> alert.kind().equals("SET_ASIDE")))
                .singleElement()
                .extracting(Alert::subject)
                .isEqualTo(Alert.Subject.of("overkiz events"));
    }

    /** At the pace of the simulated field the minutes are over soon. */
    @Test
    void aDelayedTriggerFires() throws Exception {
        long soonMs = server.siteTime().millis() + 400_000;
        String trigger = owner.text("POST", "/exec/schedule/" + TestHome.SCENE + "/" + soonMs, "", "triggerId");
        List<String> told = new ArrayList<>();
        Within.reason("the delayed start is told", () -> {
            told.addAll(owner.fetch(listener));
            return told.contains("GroupTriggeredEvent");
        });
        assertThat(told)
                .containsSubsequence("DelayedTriggerSetEvent", "GroupTriggeredEvent", "ExecutionRegisteredEvent")
                .doesNotContain("DelayedTriggerCancelledEvent");
        assertThat(owner.answer("GET", "/exec/schedule", "")).isEqualTo(List.of());
        assertThat(trigger).isNotEmpty();
    }

    @Test
    void whatADriverRemembersForItselfIsShownToNobody() throws Exception {
        server.sites()
                .submit(
                        Caller.CORE,
                        TestHome.SITE,
                        new Command.Hear(List.of(new Report.StatesSeen(
                                new DeviceId(TestHome.LAMP),
                                List.of(State.of("driver:DelaysState", "[]"), State.of("core:OnOffState", "on"))))),
                        Cause.FIELD);
        String heard = String.valueOf(owner.answer("POST", "/events/" + listener + "/fetch", ""));
        assertThat(heard).contains("core:OnOffState").doesNotContain("driver:");
        assertThat(String.valueOf(owner.answer("GET", "/setup/devices", ""))).doesNotContain("driver:");
    }

    @Test
    void aLabelThatWouldDeceiveIsRefused() throws Exception {
        for (String label : List.of("a\\u0000b", "a\\nb", "\\u202etfel", "x".repeat(1_001))) {
            HttpResponse<byte[]> answer = owner.call(
                    "POST",
                    "/actionGroups",
                    "{\"label\":\"" + label + "\",\"actions\":[{\"deviceURL\":\"" + TestHome.LAMP
                            + "\",\"commands\":[{\"name\":\"on\",\"parameters\":[]}]}]}");
            assertThat(answer.statusCode()).as(label).isEqualTo(400);
        }
    }
}
