package io.candelabra.driver.simulator.field;

import io.candelabra.driver.api.Transmission;
import io.candelabra.model.DeviceType.CommandType;
import io.candelabra.model.Failure;
import io.candelabra.model.Step;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The path of a command: it is checked as a device would check it, travels, arrives, and is carried out by the effects
 * that its type declares. A command that should change something in an unknown way fails, so that nothing is told as
 * done that is not.
 */
public final class Commands {
    private final Field field;
    private final Steps steps;
    private final Motions motions;
    private final Timers timers;
    private final Actuators actuators;
    private final OneWayRadio oneWay;
    private final PlayedFaults faults;
    private Optional<Way> way = Optional.empty();

    /** Takes the commands of a field whose devices have not changed yet. */
    public Commands(Field field) {
        this.field = field;
        Aliases aliases = new Aliases(field);
        field.followedBy(new PriorityLocks(field));
        field.followedBy(aliases);
        this.steps = new Steps(field);
        this.motions = new Motions(field, steps);
        this.timers = new Timers(field, motions);
        this.actuators = new Actuators(field, steps, motions, timers, aliases);
        this.oneWay = new OneWayRadio(field, steps);
        this.faults = new PlayedFaults(field);
    }

    /** Faults that somebody wants to see. */
    public PlayedFaults faults() {
        return faults;
    }

    public Timers timers() {
        return timers;
    }

    public Actuators actuators() {
        return actuators;
    }

    /** From now on commands to the devices at its end take this way. */
    public void travelBy(Way special) {
        way = Optional.of(special);
    }

    /** Goes on with what was under way when the driver was last stopped; after all that follows changes is in place. */
    public void resume() {
        motions.resume();
        timers.resume();
    }

    /** Accepts a step of which the end is reported later, or says why it fails. */
    public Transmission send(Step step) {
        Simulated device = field.find(step.device()).orElse(null);
        if (device == null) {
            return new Transmission.Failed(Failure.NO_ANSWER);
        }
        Optional<CommandType> command = device.type().command(step.command().name());
        if (command.isEmpty() || command.get().unmodelled()) {
            return new Transmission.Failed(Failure.UNKNOWN_COMMAND);
        }
        if (!field.gatewayAlive()) {
            return new Transmission.Failed(Failure.GATEWAY_DOWN);
        }
        steps.accept(step.ref());
        String protocol = step.device().protocol();
        Optional<Way> special = way.filter(it -> it.leadsTo(device));
        if (!device.type().feedback()) {
            oneWay.send(step, command.get());
        } else if (device.away()) {
            field.after(Radio.timeoutMs(protocol), () -> steps.failed(step.ref(), Failure.NO_ANSWER));
        } else if (special.isPresent()) {
            travel(special.get(), step, device, command.get());
        } else {
            field.after(Radio.delayMs(protocol) + faults.lateMs(device.id()), () -> arrive(step, command.get()));
        }
        return Transmission.ACCEPTED;
    }

    /** The step is done when the device's answer is here, or given up when there is none. */
    private void travel(Way special, Step step, Simulated device, CommandType command) {
        OptionalLong answer = special.answerMs(device);
        if (answer.isPresent()) {
            field.at(answer.getAsLong(), () -> arrive(step, command));
        } else {
            field.after(special.givenUpMs(), () -> steps.failed(step.ref(), Failure.NO_ANSWER));
        }
    }

    private void arrive(Step step, CommandType command) {
        if (!steps.wanted(step.ref())) {
            return;
        }
        Simulated device = field.find(step.device()).orElse(null);
        if (device == null || !field.heard(device)) {
            steps.failed(step.ref(), Failure.NO_ANSWER);
            return;
        }
        Optional<Failure> failing = faults.failing(device.id());
        if (failing.isPresent()) {
            steps.failed(step.ref(), failing.get());
            return;
        }
        steps.running(step.ref());
        actuators.carryOut(step, device, command);
    }

    /** Nobody wants the step any more. */
    public void cancel(Step.Ref step) {
        steps.drop(step);
        motions.cancel(step);
        oneWay.cancel(step);
    }
}
