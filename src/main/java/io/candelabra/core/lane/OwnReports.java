package io.candelabra.core.lane;

import io.candelabra.core.command.Command;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.DeviceId;
import io.candelabra.model.GatewayId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Holds a driver to its own gateway: what it tells of another one, or of a device behind another one, goes no further. People are told
 * once in a while, however often it happens.
 */
final class OwnReports {
    /** Site time in which people are told once. */
    static final long QUIET_MS = 600_000;

    private final LanePlace place;
    private final Consumer<Report> desk;
    private final Consumer<Command.SetAside> aside;
    private final AtomicLong toldMs = new AtomicLong(Long.MIN_VALUE / 2);

    /**
     * @param place of the lane
     * @param desk takes what is of the gateway
     * @param aside tells people what is set aside
     */
    OwnReports(LanePlace place, Consumer<Report> desk, Consumer<Command.SetAside> aside) {
        this.place = place;
        this.desk = desk;
        this.aside = aside;
    }

    /** Hands a report on that is about the lane's gateway, or about none. May be called from any thread. */
    void tell(Report report) {
        Optional<GatewayId> other = about(report).filter(about -> !about.equals(place.id()));
        if (other.isEmpty()) {
            desk.accept(report);
        } else {
            foreign(report, other.get());
        }
    }

    private void foreign(Report report, GatewayId other) {
        long now = place.nowMs();
        long before = toldMs.get();
        if (Math.abs(now - before) >= QUIET_MS && toldMs.compareAndSet(before, now)) {
            aside.accept(new Command.SetAside(
                    Alert.Subject.of(place.id()),
                    "the report " + report.getClass().getSimpleName(),
                    "it is about another gateway, " + other));
        } else {
            place.sites().setAsideUntold();
        }
    }

    /** The gateway that a report is about, or the other one of two. */
    private Optional<GatewayId> about(Report report) {
        return switch (report) {
            case Report.StatesSeen seen ->
                Optional.of(seen.device().gateway())
                        .filter(about -> !about.equals(place.id()))
                        .or(() -> seen.step().flatMap(place::gatewayOf));
            case Report.AvailabilitySeen seen -> Optional.of(seen.device().gateway());
            // a device without an id is the site's to refuse
            case Report.DeviceFound found ->
                Optional.ofNullable(found.device().id()).map(DeviceId::gateway);
            case Report.TypeFound found -> Optional.of(found.gateway());
            case Report.DeviceChanged changed ->
                Optional.ofNullable(changed.device().id()).map(DeviceId::gateway);
            case Report.DeviceGone gone -> Optional.of(gone.device().gateway());
            case Report.GatewaySeen seen -> Optional.of(seen.gateway());
            case Report.JobProgress progress -> Optional.of(progress.gateway());
            case Report.JobSeen seen -> Optional.of(seen.gateway());
            case Report.AlertSeen seen -> about(seen.alert().subject());
            // one that the site does not know is the site's to refuse
            case Report.StepSeen seen -> place.gatewayOf(seen.step());
        };
    }

    private static Optional<GatewayId> about(Alert.Subject subject) {
        return switch (subject) {
            case Alert.OfDevice(DeviceId device) -> Optional.of(device.gateway());
            case Alert.OfGateway(GatewayId named) -> Optional.of(named);
            case Alert.OfSite ignored -> Optional.empty();
            case null -> Optional.empty();
        };
    }
}
