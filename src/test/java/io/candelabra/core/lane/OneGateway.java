package io.candelabra.core.lane;

import io.candelabra.core.access.Caller;
import io.candelabra.core.site.SiteLimits;
import io.candelabra.driver.api.DriverFactory;
import io.candelabra.driver.api.Transmission;
import io.candelabra.model.Action;
import io.candelabra.model.DeviceCommand;
import io.candelabra.model.DeviceId;
import io.candelabra.model.ExecutionId;
import io.candelabra.model.Failure;
import io.candelabra.model.HistoryItem.EndedExecution;
import io.candelabra.model.HistoryItem.EndedJob;
import io.candelabra.model.Job;
import io.candelabra.model.Plan;
import io.candelabra.model.Step;
import io.candelabra.model.Value;
import io.candelabra.store.memory.MemoryStore;
import java.util.List;

/** Two lamps behind one gateway, of which one is ill, for tests of its lane. */
abstract class OneGateway {
    static final DeviceId ILL = Lamps.id(1, 0);
    static final DeviceId WELL = Lamps.id(1, 1);

    final Lamps.Field field = new Lamps.Field();

    World world(DriverFactory drivers) {
        World world = new World(new MemoryStore(), d -> Lamps.TYPE, drivers, SiteLimits.LOCAL, 1);
        world.install(List.of(Lamps.gateway(1)), List.of(Lamps.lamp(1, 0), Lamps.lamp(1, 1)));
        world.settle();
        return world;
    }

    static Plan set(DeviceId device, long level) {
        return Plan.of("set", List.of(new Action(device, List.of(DeviceCommand.of("setIntensity", Value.of(level))))));
    }

    static double level(World world, DeviceId device) {
        return world.state().device(device).orElseThrow().states().number(Lamps.LEVEL);
    }

    static Failure failure(World world, ExecutionId id) {
        return world.sites()
                .historyItem(Caller.CORE, World.SITE, EndedExecution.class, id.value())
                .orElseThrow()
                .execution()
                .failure();
    }

    static Job ended(World world, String job) {
        return world.sites()
                .historyItem(Caller.CORE, World.SITE, EndedJob.class, job)
                .orElseThrow()
                .job();
    }

    /** Lets time pass, second by second, as drivers that start anew need it. */
    static void pass(World world, int seconds) {
        for (int i = 0; i < seconds; i++) {
            world.pass(1_000);
            world.settle();
        }
    }

    /** A radio that does something else for one device. */
    abstract class Faulty extends Lamps.Radio {
        Faulty() {
            super(OneGateway.this.field, 0);
        }

        @Override
        public Transmission send(Step step) {
            return step.device().equals(ILL) ? sendIll(step) : super.send(step);
        }

        abstract Transmission sendIll(Step step);
    }
}
