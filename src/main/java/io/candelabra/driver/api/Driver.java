package io.candelabra.driver.api;

import io.candelabra.model.Failure;
import io.candelabra.model.Job;
import io.candelabra.model.Step;

/**
 * Speaks to the devices behind one gateway.
 *
 * <p>All methods, and the tasks that the driver hands to {@link DriverContext#at}, are called one after the other by
 * the lane of the gateway. They may block on the field for a moment, but not for longer than a command takes. A method
 * that throws ends the driver, whatever it throws; the lane closes it and starts a new one after a pause that grows.
 * Where it throws {@link CannotServe}, people are told why. While none starts, the gateway is told as not answering. A gateway has one driver at a time: the next one is started
 * when {@link #close} of the one before has returned.
 *
 * <p>A driver is interrupted where it does not give way within two seconds when it has to, also in its {@link #close};
 * where it does not end when the server stops; and where one call of it lasts for about a minute. The last one counts
 * as a fall: people are told that its gateway is not served, its steps and jobs fail, and the next driver is started
 * after the pause. Time in which {@link DriverContext#report} waits for the site does not count. Where the driver does
 * not mind the interrupt, people are told that, and its steps and jobs go on to fail, for as long as it stays in the
 * call.
 */
public interface Driver extends AutoCloseable {

    /**
     * Called once, before anything else. The devices to serve are in the context, and the settings. When it has
     * returned, the gateway answers, unless the driver has said otherwise by {@link Report.GatewaySeen}.
     *
     * @throws CannotServe where a person has to do something before it can work, such as give another password
     */
    void start(DriverContext context) throws Exception;

    /**
     * Sends one command to one device. The answer says what is known at once; how it goes on is told later by {@link
     * Report.StepSeen}. A step whose end nobody tells fails after a time, see {@link DriverContext#takesUntil}. A step
     * may be sent again after a restart only if it is safe to repeat; one at which three drivers fell is failed
     * instead.
     */
    Transmission send(Step step) throws Exception;

    /**
     * Nobody wants this step any more, or its time is over. Whatever still can be stopped, is; no report is expected.
     */
    default void cancel(Step.Ref step) throws Exception {}

    /**
     * Long work of the gateway, such as reading all states afresh ({@code refresh}). How far it is may be told by
     * {@link Report.JobProgress}; it ends by {@link Report.JobSeen}, once. One that has not ended by its deadline
     * fails, and is cancelled. A job is given again after a fall or a restart only if its kind is safe to repeat; else
     * it fails. Work of a kind that the driver does not know is refused by reporting it as failed.
     */
    default void job(Job job, DriverContext context) throws Exception {
        context.report(Report.JobSeen.failed(
                job.id(), context.gateway().id(), Failure.UNKNOWN_COMMAND, "this gateway cannot do " + job.kind()));
    }

    /**
     * Nobody wants this job any more, or its time is over. Whatever still can be stopped, is; no report is expected.
     */
    default void cancelJob(Job job) throws Exception {}

    /** The devices that the driver serves changed; {@link DriverContext#devices} has the new ones. */
    default void devicesChanged() throws Exception {}

    /**
     * The description of the gateway changed, such as its time zone; {@link DriverContext#gateway} has the new one.
     * Where it names another driver or has other settings, this one is closed instead, and the next one started at
     * once.
     */
    default void gatewayChanged() throws Exception {}

    @Override
    default void close() throws Exception {}
}
