package io.candelabra;

import io.candelabra.console.ConsoleFace;
import io.candelabra.console.Pages;
import io.candelabra.console.request.ConsoleCaller;
import io.candelabra.core.access.Caller;
import io.candelabra.core.site.Backlogs;
import io.candelabra.core.site.DiskWatch;
import io.candelabra.core.site.Sites;
import io.candelabra.core.view.View;
import io.candelabra.driver.api.DriverKinds;
import io.candelabra.ops.Metrics;
import io.candelabra.ops.OpsFace;
import io.candelabra.wire.http.Face;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The server's news of itself: its health, its figures, its faces and their descriptions. */
final class Overview {
    private Overview() {}

    static Face of(Rooms rooms, DiskWatch disk, Dialects dialects, ConsoleFace console) {
        Pages pages = console.pages();
        Metrics metrics = new Metrics()
                .gauge("candelabra.sites", "sites that are stored", () -> rooms.sites()
                        .all()
                        .size())
                .gauge(
                        "candelabra.disk.space",
                        "room on the disk: 2 plenty, 1 short (history is shed), 0 none (read only)",
                        () -> switch (rooms.store().space()) {
                            case PLENTY -> 2;
                            case SHORT -> 1;
                            case NONE -> 0;
                        })
                .gauge("candelabra.disk.reserve.bytes", "what is held in reserve", () -> rooms.store()
                        .reserved())
                .gauge(
                        "candelabra.shed.rows",
                        "rows of history and visits that were left out since the start",
                        () -> rooms.sites().shedding().total())
                .gauge(
                        "candelabra.set.aside",
                        "what could not be decided or told, and was set aside, since the start",
                        () -> rooms.sites().setAside())
                .gauge(
                        "candelabra.webhook.lag.seconds",
                        "how long the oldest event that some webhook has not delivered waits",
                        () -> seconds(rooms, backlog -> true))
                .gauge(
                        "candelabra.webhook.lag.events",
                        "events of a site's log that a webhook has not delivered, at most",
                        () -> rooms.sites()
                                .backlogs()
                                .all()
                                .mapToLong(Backlogs.Backlog::events)
                                .max()
                                .orElse(0))
                .gauge(
                        "candelabra.webhook.held.up.seconds",
                        "the same of those webhooks that wait for this server and not for their receivers: beyond"
                                + " a tenth of a second the field is slowed down",
                        () -> seconds(rooms, Backlogs.Backlog::heldUp))
                .gauge(
                        "candelabra.certificate.days.left",
                        "days until the certificate that listeners show ends",
                        () -> rooms.authority().daysLeft());
        return new OpsFace(
                        () -> rooms.sites().trouble().map(List::of).orElse(List.of()),
                        () -> Stream.of(
                                        rooms.sites().warnings(),
                                        rooms.recorder().warnings(),
                                        disk.warnings(),
                                        rooms.authority().warnings())
                                .flatMap(List::stream)
                                .toList(),
                        metrics,
                        () -> told(rooms, dialects),
                        name -> name.equals(ConsoleCaller.NAME)
                                ? Optional.of(console.description())
                                : dialects.description(name),
                        pages,
                        Pages::wanted,
                        pages::page)
                .face();
    }

    private static double seconds(Rooms rooms, Predicate<Backlogs.Backlog> which) {
        long nowMs = rooms.wall().millis();
        return rooms.sites()
                        .backlogs()
                        .all()
                        .filter(which)
                        .mapToLong(backlog -> backlog.ms(nowMs))
                        .max()
                        .orElse(0)
                / 1_000.0;
    }

    /** Whether there are devices, and none of them is real. */
    static boolean simulated(Sites sites, DriverKinds kinds) {
        return kinds.allSimulated(sites.readable(Caller.CORE).stream().flatMap(View::gateways));
    }

    /** The faces and their addresses: the ports are those that really listen. */
    private static Map<String, Object> told(Rooms rooms, Dialects dialects) {
        Map<String, Object> faces = new LinkedHashMap<>();
        dialects.all().forEach(dialect -> faces.putAll(dialect.addresses()));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", "candelabra");
        told.put("simulated", simulated(rooms.sites(), rooms.kinds()));
        faces.put(ConsoleCaller.NAME, ConsoleFace.PREFIX);
        told.put("faces", faces);
        return told;
    }
}
