package io.candelabra.store.sql;

import static io.candelabra.core.site.HandStepped.GATEWAY;
import static io.candelabra.core.site.HandStepped.SITE;
import static io.candelabra.core.site.HandStepped.TEST;
import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lamp;
import static io.candelabra.core.site.HandStepped.lampId;
import static io.candelabra.core.site.HandStepped.start;

import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.event.SiteEvent;
import io.candelabra.core.site.HandStepped;
import io.candelabra.core.site.SiteStore;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Action;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Grant;
import io.candelabra.model.HistoryItem;
import io.candelabra.model.Job;
import io.candelabra.model.Period;
import io.candelabra.model.Phase;
import io.candelabra.model.Plan;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.model.WayIn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills a store with something of every kind that can be stored, in three sites: a home with work under way, another home, and
 * the system's own. Run by itself it makes a data folder to keep: see {@code old-folder/README.md} in the test resources.
 */
final class Everything {
    private static final long RUN = 7;
    private static final long MS = 1_700_000_000_000L;

    private Everything() {}

    /** @param args the folder */
    public static void main(String[] args) {
        try (SqliteStore store = new SqliteStore(Path.of(args[0]))) {
            fill(store);
        }
    }

    static void fill(SiteStore store) {
        HandStepped world = new HandStepped(store, RUN);
        home(world);
        another(world);
        system(world);
        world.checkpoint();
    }

    private static void home(HandStepped world) {
        world.install(SITE, 6);
        Plan plan = new Plan(
                "an evening",
                "scene",
                Plan.Kind.DELAYED,
                true,
                false,
                List.of(new Action(
                        lampId(1), List.of(DeviceCommand.of("set", Value.of(50L)), DeviceCommand.of("set")))),
                Map.of("overkiz", "{\"@\":\"Scene\"}"));
        world.tell(edit(changes -> changes.put(new Resource.Profile("home", 52.1, 5.3, "Europe/Amsterdam", Map.of()))
                .put(new Resource.Area("ground", "", "ground floor", 1, MS, MS, Map.of("leap.area", "3"), Map.of()))
                .put(new Resource.Area("kitchen", "ground", "k\u00fcche", 2, MS, MS, Map.of(), Map.of("a", "b")))
                .put(new Resource.Group(
                        "g", "group", 1, List.of(lampId(1)), List.of("kitchen"), MS, MS, Map.of(), Map.of()))
                .put(new Resource.Scene("scene", "a scene", plan.actions(), MS, MS, Map.of(), Map.of()))
                .put(new Resource.Scene("half \ud800", "half", List.of(), MS, MS, Map.of(), Map.of()))
                .put(new Resource.Scene("gone", "gone", List.of(), MS, MS, Map.of(), Map.of()))
                .put(new Resource.DelayedStart("later", MS * 2, plan, "ada", TEST))
                .put(new Resource.SiteType(HandStepped.LAMP, "{\"@\":\"Scene\"}"))
                .put(new Resource.FoundDevice(lamp(9), false, "no", MS, MS, 1))
                .put(new Resource.Reception(true))
                .put(new Resource.Agenda("overkiz", MS, MS * 3))
                .put(new Resource.DriverNote(GATEWAY, "token", "sealed"))
                .put(new Resource.DriverDocument(GATEWAY, "table", "a\nb"))
                .put(new Resource.Subscription("hook", "sustainder", "k", "http://a", "b", "c", true, Map.of()))
                .put(new Resource.Extra("overkiz", "option", "Scene/1", "[{\"@\":\"Extra\"},null,1.5]"))));
        world.tell(edit(changes -> changes.delete(Resource.ref(Resource.Scene.class, "gone"))));
        ExecutionId ended = world.tell(start("set", 0, 1));
        for (int i = 0; i < 2; i++) {
            world.tell(new Command.Hear(List.of(
                    new Report.StatesSeen(
                            lampId(i),
                            List.of(
                                    State.of("core:LevelState", 40L + i),
                                    State.of("x", "\u00e9\""),
                                    new State("t", State.Kind.JSON_OBJECT, new Value.Tree("{\"@\":\"Scene\"}")))),
                    new Report.StepSeen(
                            new Step.Ref(ended, i),
                            i == 0 ? Phase.COMPLETED : Phase.FAILED,
                            i == 0 ? Failure.NONE : Failure.NO_ANSWER))));
        }
        world.tell(start("toggle", 2));
        world.tell(new Command.Hear(List.of(new Report.AvailabilitySeen(lampId(3), false))));
        world.tell(new Command.Configure(
                "settings", List.of(new Command.Setting(lampId(3), DeviceCommand.of("set"))), true));
        Alert alert = new Alert(lampId(4), "LOW_BATTERY", "it is low", MS);
        world.tell(new Command.Hear(List.of(
                new Report.AlertSeen(alert, true),
                new Report.AlertSeen(new Alert(Alert.Subject.of("roof"), "RAIN", "", MS), true),
                new Report.AlertSeen(new Alert(Alert.Subject.of("roof"), "RAIN", "", MS), false))));
        world.tell(new Command.StartJob(
                "refresh", new Command.Target.Gateways(List.of(GATEWAY)), Map.of("protocol", "io")));
        world.tell(edit(changes -> changes.add(SiteEvent.DeviceRemoved.of(lampId(5)))
                .add(new SiteEvent.JobMoved(new Job(
                        "old",
                        "refresh",
                        List.of(GATEWAY),
                        Optional.of(lampId(1)),
                        List.of(),
                        List.of(GATEWAY),
                        List.of(new Job.Told(GATEWAY, 40, Failure.NO_ANSWER, "why", Map.of("found", "0"))),
                        Map.of(),
                        Optional.of(TEST),
                        Phase.FAILED,
                        MS,
                        MS + 1,
                        MS + 2)))
                .add(new SiteEvent.Noted(
                        new HistoryItem.DeviceEvent("d", MS, new DeviceId("io://1/2"), "FAULT", "why", true)))
                .add(new SiteEvent.Noted(new HistoryItem.Notification("n", MS, "core", "ERROR", "Scene")))
                .add(new SiteEvent.Noted(new HistoryItem.Visit("v", MS, "ada", "overkiz", "192.0.2.1")))));
    }

    private static void another(HandStepped world) {
        var site = new io.candelabra.model.SiteId("another");
        GatewayId second = new GatewayId("second");
        world.install(site, 2);
        world.tell(
                site, edit(changes -> changes.put(new Gateway(second, "d", "", "", true, "UTC", Map.of(), Map.of()))));
        world.tell(site, new Command.Hear(List.of(new Report.GatewaySeen(GATEWAY, false))));
        world.tell(site, edit(changes -> changes.add(new SiteEvent.GatewayRemoved(second))
                .add(new SiteEvent.HistoryErased(MS - 1))));
    }

    private static void system(HandStepped world) {
        Grant grant = new Grant(SITE, Set.of(Resource.Verb.VIEW, Resource.Verb.CONTROL), Set.of(lampId(2)));
        world.tell(Accounts.SYSTEM, edit(changes -> changes.put(
                        new Resource.Account("ada", "Ada", "hash", List.of(grant), Map.of()))
                .put(new Resource.Account("eve", "Eve", "hash", List.of(narrow(), nothing()), Map.of()))
                .put(new Resource.Session("s", "ada", "overkiz", "b", MS, MS, Map.of()))
                .put(new Resource.AccessKey("k", "key", "ada", "overkiz", "b", MS, Map.of()))
                .put(new Resource.FaceBinding("b", "overkiz", SITE, "oid", "", List.of("ada"), Map.of()))
                .put(new Resource.Integration(
                        "i", "overkiz", SITE, "b", WayIn.KEYS, "ada", true, false, List.of("k"), "file", MS))
                .put(new Resource.Cursor("c", "s", SITE, 5, MS, 2, MS))));
        world.tell(Accounts.SYSTEM, new Command.CancelExecutions(Optional.empty(), Optional.empty()));
    }

    /** One lamp to look at, for a while. */
    private static Grant narrow() {
        Reach reach = new Reach(
                Set.of(lampId(1).value()), Set.of(new Reach.Control(lampId(1).value(), "on")), Set.of("cleaner"));
        return new Grant(
                SITE, Set.of(Resource.Verb.VIEW), Set.of(), Optional.of(reach), Optional.of(new Period(0, MS)));
    }

    private static Grant nothing() {
        return new Grant(
                new SiteId("elsewhere"),
                Set.of(Resource.Verb.VIEW),
                Set.of(),
                Optional.of(Reach.NOTHING),
                Optional.of(new Period(5, Long.MAX_VALUE)));
    }
}
