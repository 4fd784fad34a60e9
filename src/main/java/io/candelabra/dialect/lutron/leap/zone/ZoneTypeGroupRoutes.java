package io.candelabra.dialect.lutron.leap.zone;

import io.candelabra.dialect.lutron.leap.command.ZoneCommand;
import io.candelabra.dialect.lutron.leap.command.ZonePlans;
import io.candelabra.dialect.lutron.leap.message.Envelope;
import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.message.StatusCode;
import io.candelabra.dialect.lutron.leap.message.Verb;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.ChangeSet;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.Zone;
import io.candelabra.dialect.lutron.leap.view.ZoneTypeGroup;
import java.util.List;
import java.util.Optional;

/** Zone type groups: all zones of one control type in one area, told and commanded together. */
public final class ZoneTypeGroupRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/zonetypegroup", this::read);
        routes.subscribe("/zonetypegroup", this::subscribe);
        routes.read("/zonetypegroup/{id}", this::readById);
        routes.subscribe("/zonetypegroup/{id}", this::subscribeById);
        routes.read("/zonetypegroup/status", this::readStatus);
        routes.subscribe("/zonetypegroup/status", this::subscribeStatus);
        routes.read("/zonetypegroup/{id}/status", this::readByIdStatus);
        routes.subscribe("/zonetypegroup/{id}/status", this::subscribeByIdStatus);
        routes.only(
                Envelope.VIVE, Verb.CREATE, "/zonetypegroup/{id}/commandprocessor", this::createByIdCommandprocessor);
    }

    LeapReply read(LeapCall call) {
        return definitions().read(call.now(), call.url());
    }

    LeapReply subscribe(LeapCall call) {
        return LeapReply.subscription(definitions());
    }

    LeapReply readById(LeapCall call) {
        return definition(call.id()).read(call.now(), call.url());
    }

    LeapReply subscribeById(LeapCall call) {
        group(call, call.now());
        return LeapReply.subscription(definition(call.id()));
    }

    LeapReply readStatus(LeapCall call) {
        return statuses().read(call.now(), call.url());
    }

    LeapReply subscribeStatus(LeapCall call) {
        return LeapReply.subscription(statuses());
    }

    LeapReply readByIdStatus(LeapCall call) {
        return status(call.id()).read(call.now(), call.url());
    }

    LeapReply subscribeByIdStatus(LeapCall call) {
        group(call, call.now());
        return LeapReply.subscription(status(call.id()));
    }

    /** Answers 201 with what the group goes to; where it was told to stop, with where it stopped. */
    LeapReply createByIdCommandprocessor(LeapCall call) {
        ZoneTypeGroup group = group(call, call.now());
        ZoneCommand command = ZoneCommand.of(call.request(), group.control(), group.tunable());
        ZoneTypeGroup then = group(call, ZonePlans.answered(call, command, group.zones()));
        List<Zone> told =
                then.zones().stream().map(zone -> ZonePlans.told(zone, command)).toList();
        return LeapReply.ok(
                        "OneZoneTypeGroupStatus",
                        "ZoneTypeGroupStatus",
                        statusOf(new ZoneTypeGroup(then.area(), then.control(), told), call.envelope()))
                .with(StatusCode.CREATED);
    }

    private static ZoneTypeGroup group(LeapCall call, LeapView now) {
        return ZoneTypeGroup.find(now, call.id()).orElseThrow(call::noSuch);
    }

    private static Topic definitions() {
        return Topic.list(
                "MultipleZoneTypeGroupDefinition",
                "ZoneTypeGroups",
                (now, changes) -> changes.anything()
                        ? now.each(ZoneTypeGroup.all(now), ZoneTypeGroupRoutes::definition)
                        : List.of());
    }

    private static Topic definition(int id) {
        return Topic.one("OneZoneTypeGroupDefinition", "ZoneTypeGroup", (now, changes) -> (changes.anything()
                        ? ZoneTypeGroup.find(now, id)
                        : Optional.<ZoneTypeGroup>empty())
                .map(ZoneTypeGroupRoutes::definition).stream().toList());
    }

    private static Topic statuses() {
        return Topic.many(
                "MultipleZoneTypeGroupStatus",
                "ZoneTypeGroupStatuses",
                (now, changes) -> now.each(
                        ZoneTypeGroup.all(now).stream()
                                .filter(group -> changed(group, changes))
                                .toList(),
                        group -> statusOf(group, now.envelope())));
    }

    private static Topic status(int id) {
        return Topic.one(
                "OneZoneTypeGroupStatus", "ZoneTypeGroupStatus", (now, changes) -> ZoneTypeGroup.find(now, id)
                        .filter(group -> changed(group, changes))
                        .map(group -> statusOf(group, now.envelope()))
                        .stream()
                        .toList());
    }

    private static boolean changed(ZoneTypeGroup group, ChangeSet changes) {
        return group.zones().stream()
                .anyMatch(zone -> changes.covers(zone.device().id()));
    }

    private static LeapObject definition(ZoneTypeGroup group) {
        return LeapObject.at(group.href())
                .put("Type", group.control().word())
                .put("Area", LeapObject.ref(group.area().href()))
                .put(
                        "Zones",
                        LeapObject.refs(group.zones().stream().map(Zone::href).toList()));
    }

    private static LeapObject statusOf(ZoneTypeGroup group, Envelope envelope) {
        LeapObject fields = LeapObject.at(group.href() + "/status").keep("ZoneTypeGroup", LeapObject.ref(group.href()));
        ZoneRoutes.levels(fields, group.control(), group.level(), envelope);
        return fields;
    }
}
