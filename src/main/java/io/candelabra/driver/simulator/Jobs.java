package io.candelabra.driver.simulator;

import io.candelabra.driver.api.Report;
import io.candelabra.driver.simulator.field.Field;
import io.candelabra.driver.simulator.field.PlayedFaults;
import io.candelabra.driver.simulator.field.Simulated;
import io.candelabra.model.Failure;
import io.candelabra.model.GatewayId;
import io.candelabra.model.Job;
import io.candelabra.model.JobKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The long work of a simulated gateway. {@code refresh} tells all states again, of the {@code devices} that are named one a
 * line, of those of a {@code protocol}, or of all. {@code availability} tells of all whether they can be reached. {@code discovery} and {@code pairing} listen for their time, tell how far
 * that is, and find nothing: nobody holds a new thing to an antenna that is made up. {@code fault} plays a fault of the device that it is about.
 */
final class Jobs {
    private static final long REFRESH_MS = 1_000;
    private static final long LISTENING_MS = 60_000;
    private static final int TOLD_TIMES = 10;

    private final Field field;
    private final PlayedFaults faults;
    private final GatewayId gateway;
    private final Set<String> wanted = new HashSet<>();

    Jobs(Field field, PlayedFaults faults, GatewayId gateway) {
        this.field = field;
        this.faults = faults;
        this.gateway = gateway;
    }

    /** Begins a job; false where it is of a kind that no such gateway can do. */
    boolean begin(Job job) {
        boolean refresh = job.kind().equals(JobKind.REFRESH.name());
        boolean availability = job.kind().equals(JobKind.AVAILABILITY.name());
        boolean fault = job.kind().equals(JobKind.FAULT.name());
        boolean listens =
                job.kind().equals(JobKind.DISCOVERY.name()) || job.kind().equals(JobKind.PAIRING.name());
        if (fault) {
            play(job);
            return true;
        }
        if (!refresh && !availability && !listens) {
            return false;
        }
        wanted.add(job.id());
        if (refresh) {
            field.after(REFRESH_MS, () -> refresh(job));
        } else if (availability) {
            field.after(REFRESH_MS, () -> availabilities(job));
        } else {
            listen(job, 0);
        }
        return true;
    }

    private void play(Job job) {
        String what = job.parameters().getOrDefault("what", "");
        String value = job.parameters().getOrDefault("value", "");
        Optional<String> refused =
                job.device().map(device -> faults.play(device, what, value)).orElse(Optional.of("no device is named"));
        field.report(
                refused.isPresent()
                        ? Report.JobSeen.failed(job.id(), gateway, Failure.BAD_PARAMETER, refused.get())
                        : Report.JobSeen.done(job.id(), gateway, Map.of()));
    }

    /** Nobody wants it any more. */
    void drop(String job) {
        wanted.remove(job);
    }

    private void refresh(Job job) {
        if (!wanted.contains(job.id())) {
            return;
        }
        if (field.gatewayAlive()) {
            field.all().stream().filter(device -> means(job, device)).forEach(field::tellAll);
        }
        end(job, Map.of());
    }

    private void availabilities(Job job) {
        if (!wanted.contains(job.id())) {
            return;
        }
        if (field.gatewayAlive()) {
            field.all().forEach(device -> field.report(new Report.AvailabilitySeen(device.id(), !device.away())));
        }
        end(job, Map.of());
    }

    private static boolean means(Job job, Simulated device) {
        String devices = job.parameters().get("devices");
        String protocol = job.parameters().get("protocol");
        return (devices == null || devices.lines().anyMatch(device.id().value()::equals))
                && (protocol == null || protocol.equals(device.id().protocol()));
    }

    private void listen(Job job, int times) {
        if (!wanted.contains(job.id())) {
            return;
        }
        if (times == TOLD_TIMES) {
            end(job, Map.of("found", "0"));
            return;
        }
        field.report(new Report.JobProgress(job.id(), gateway, 100 * times / TOLD_TIMES));
        field.after(LISTENING_MS / TOLD_TIMES, () -> listen(job, times + 1));
    }

    private void end(Job job, Map<String, String> result) {
        wanted.remove(job.id());
        field.report(
                field.gatewayAlive()
                        ? Report.JobSeen.done(job.id(), gateway, result)
                        : Report.JobSeen.failed(
                                job.id(), gateway, Failure.GATEWAY_DOWN, Failure.GATEWAY_DOWN.sentence()));
    }
}
