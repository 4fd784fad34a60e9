package io.candelabra.core.site;

import static io.candelabra.core.site.HandStepped.edit;
import static io.candelabra.core.site.HandStepped.lampId;

import io.candelabra.core.access.Access;
import io.candelabra.core.access.Caller;
import io.candelabra.core.account.Accounts;
import io.candelabra.core.command.Command;
import io.candelabra.core.command.Command.Setting;
import io.candelabra.core.command.Command.SettingOutcome;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.Grant;
import io.candelabra.model.Plan;
import io.candelabra.model.Resource;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.DelayedStart;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.model.Resource.QueuedSettings;
import io.candelabra.model.Resource.Scene;
import io.candelabra.model.SiteId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import io.candelabra.store.memory.MemoryStore;
import io.candelabra.testing.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Work of a given size, of which {@link CostGrowthTest} counts what it costs. Called by name, in classes that count. */
final class Workloads {
    private Workloads() {}

    private static HandStepped lampsAway(int lamps) {
        HandStepped world = new HandStepped(new MemoryStore());
        world.install(HandStepped.SITE, 0);
        world.tell(edit(changes -> {
            for (int i = 0; i < lamps; i++) {
                changes.put(HandStepped.lamp(i).withAvailable(false));
            }
        }));
        return world;
    }

    private static Command.Configure configure(int lamps) {
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i < lamps; i++) {
            settings.add(new Setting(lampId(i), DeviceCommand.of("set")));
        }
        return new Command.Configure("all", settings, true);
    }

    private static Scene scene(int number) {
        return new Scene("s" + number, "scene", List.of(), 1, 1, Map.of(), Map.of());
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("the workload did not do its work");
        }
    }

    /** Lamps that are away are set, all at once. */
    static Effort.Spent settingsThatWait(int lamps) {
        HandStepped world = lampsAway(lamps);
        return Effort.of(() -> check(world.tell(configure(lamps)).stream().allMatch(t -> t == SettingOutcome.QUEUED)));
    }

    /** Lamps with waiting settings come back, one report after the other. */
    static Effort.Spent lampsComeBack(int lamps) {
        HandStepped world = lampsAway(lamps);
        world.tell(configure(lamps));
        return Effort.of(() -> {
            for (int i = 0; i < lamps; i++) {
                world.tell(new Command.Hear(List.of(new Report.AvailabilitySeen(lampId(i), true))));
            }
            check(world.state().work().queue(HandStepped.GATEWAY).size() > 0);
        });
    }

    /** A gateway with waiting settings is gone and comes back. */
    static Effort.Spent theirGatewayComesBack(int lamps) {
        HandStepped world = new HandStepped(new MemoryStore());
        world.install(HandStepped.SITE, lamps);
        world.tell(new Command.Hear(List.of(new Report.GatewaySeen(HandStepped.GATEWAY, false))));
        world.tell(configure(lamps));
        check(world.state().count(QueuedSettings.class) == lamps);
        return Effort.of(
                () -> world.tell(new Command.Hear(List.of(new Report.GatewaySeen(HandStepped.GATEWAY, true)))));
    }

    /** As many commands as one. */
    private static Command.Together together(int size, IntFunction<Command<?>> part) {
        return new Command.Together(
                IntStream.range(0, size).<Command<?>>mapToObj(part).toList());
    }

    /** Scenes are put in one commit. */
    static Effort.Spent scenes(int scenes) {
        HandStepped world = lampsAway(0);
        return Effort.of(() -> {
            world.tell(together(scenes, i -> new Command.Put(scene(i))));
            check(world.state().count(Scene.class) == scenes);
        });
    }

    /** Scenes go, each of which was to start later. */
    static Effort.Spent scenesWithDelayedStarts(int scenes) {
        HandStepped world = lampsAway(0);
        world.tell(edit(changes -> {
            for (int i = 0; i < scenes; i++) {
                changes.put(scene(i));
                Plan plan = new Plan("later", "s" + i, Plan.Kind.DELAYED, false, false, List.of(), Map.of());
                changes.put(new DelayedStart("d" + i, Long.MAX_VALUE, plan, "ada", HandStepped.TEST));
            }
        }));
        return Effort.of(() -> {
            world.tell(together(scenes, i -> new Command.Delete(scene(i))));
            check(world.state().count(DelayedStart.class) == 0);
        });
    }

    /** Something of one kind is asked for, once for each that is kept of another. */
    static Effort.Spent looksPastOthers(int extras) {
        HandStepped world = lampsAway(0);
        world.tell(edit(changes -> {
            changes.put(new Extra("lutron", "emergency", "1", "{}"));
            for (int i = 0; i < extras; i++) {
                changes.put(new Extra("sustainder", "level", "" + i, "{}"));
            }
        }));
        return Effort.of(() -> {
            for (int i = 0; i < extras; i++) {
                check(world.state()
                                .resources(Lookup.extras("lutron", "emergency"))
                                .size()
                        == 1);
            }
        });
    }

    /** Somebody with as many sites as devices looks at the devices of one. */
    static Effort.Spent installerLooks(int sites) {
        HandStepped world = lampsAway(sites);
        List<Grant> grants = new ArrayList<>();
        for (int i = 1; i < sites; i++) {
            grants.add(Accounts.owner(new SiteId("site" + i)));
        }
        grants.add(Accounts.owner(HandStepped.SITE));
        List<Grant> all = new ArrayList<>(grants.subList(0, sites - 1));
        all.add(new Grant(HandStepped.SITE, Set.of(Resource.Verb.VIEW), Set.of(HandStepped.lampId(sites))));
        Account installer = new Account("installer", "", "", grants, Map.of());
        FaceBinding binding = new FaceBinding("b", "overkiz", HandStepped.SITE, "", "", List.of("installer"), Map.of());
        return Effort.of(() -> {
            View one = View.of(Accounts.callers(installer, 0).apply(binding), world.state());
            check(one.everything());
            // one of whose devices is hidden, and who comes with all grants: each device is asked about
            View other = View.of(Caller.person("guest", all), world.state());
            for (Device device : world.state().devices()) {
                check(one.device(device.id()).isPresent());
                check(other.device(device.id()).isPresent());
            }
            check(one.devices().count() == other.devices().count());
        });
    }

    /** Somebody finds all sites that are shown to them. */
    static Effort.Spent installerComesIn(int sites) {
        List<Grant> grants = new ArrayList<>();
        List<FaceBinding> bindings = new ArrayList<>();
        for (int i = 0; i < sites; i++) {
            SiteId site = new SiteId("site" + i);
            grants.add(Accounts.owner(site));
            bindings.add(new FaceBinding("b" + i, "sustainder", site, "" + i, "", List.of("installer"), Map.of()));
        }
        Account installer = new Account("installer", "", "", grants, Map.of());
        return Effort.of(() -> {
            var callers = Accounts.callers(installer, 0);
            bindings.forEach(
                    binding -> check(Access.may(callers.apply(binding), binding.site(), Resource.Verb.CONTROL)));
        });
    }

    /** A device with so many states tells all of them, in the order in which it has them. */
    static Effort.Spent statesTold(int states) {
        List<State> all = new ArrayList<>();
        List<State> told = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            String name = "core:State" + i;
            all.add(State.of(name, 1L));
            told.add(State.of(name, 2L));
        }
        States before = new States(all);
        return Effort.of(() -> {
            check(before.differing(told, Set.of()).size() == states);
            check(before.with(told).all().equals(told));
        });
    }

    /** One lamp is set and told, among others. */
    static Effort.Spent oneAmongOthers(int lamps) {
        HandStepped world = new HandStepped(new MemoryStore());
        world.install(HandStepped.SITE, lamps);
        return Effort.of(() -> {
            var execution = world.tell(HandStepped.start("set", lamps / 2));
            world.tell(new Command.CancelExecutions(java.util.Optional.of(execution), java.util.Optional.empty()));
            world.tell(new Command.Hear(List.of(new Report.AvailabilitySeen(lampId(lamps / 2), false))));
        });
    }

    /** One execution of many is ended by name. */
    static Effort.Spent oneOfManyExecutions(int executions) {
        HandStepped world = new HandStepped(new MemoryStore());
        world.install(HandStepped.SITE, executions);
        List<io.candelabra.model.ExecutionId> ids = new ArrayList<>();
        for (int i = 0; i < Math.min(executions, 1_000); i++) {
            ids.add(world.tell(HandStepped.start("set", i)));
        }
        return Effort.of(() -> world.tell(new Command.CancelExecutions(
                java.util.Optional.of(ids.get(ids.size() / 2)), java.util.Optional.empty())));
    }
}
