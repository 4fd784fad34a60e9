package io.candelabra.dialect.lutron.leap.device;

import io.candelabra.dialect.lutron.leap.message.LeapObject;
import io.candelabra.dialect.lutron.leap.route.LeapCall;
import io.candelabra.dialect.lutron.leap.route.LeapReply;
import io.candelabra.dialect.lutron.leap.route.LeapRouteSet;
import io.candelabra.dialect.lutron.leap.route.LeapRoutes;
import io.candelabra.dialect.lutron.leap.route.Topic;
import io.candelabra.dialect.lutron.leap.view.LeapView;
import io.candelabra.dialect.lutron.leap.view.Remote;
import java.util.List;

/** Button groups: all buttons of a remote. */
public final class ButtonGroupRoutes implements LeapRouteSet {

    @Override
    public void routes(LeapRoutes routes) {
        routes.read("/buttongroup", this::read);
        routes.read("/buttongroup/{id}", this::readById);
    }

    LeapReply read(LeapCall call) {
        return groups(call, Remote.all(call.now()));
    }

    LeapReply readById(LeapCall call) {
        Remote remote = Remote.find(call.now(), call.id()).orElseThrow(call::noSuch);
        return LeapReply.ok("OneButtonGroupDefinition", "ButtonGroup", definition(call.now(), remote, false));
    }

    static LeapReply groups(LeapCall call, List<Remote> remotes) {
        return Topic.list(
                        "MultipleButtonGroupDefinition",
                        "ButtonGroups",
                        (now, changes) -> now.each(remotes, remote -> definition(now, remote, false)))
                .read(call.now(), call.url());
    }

    static LeapReply expanded(LeapCall call, List<Remote> remotes) {
        return Topic.list(
                        "MultipleButtonGroupExpandedDefinition",
                        "ButtonGroupsExpanded",
                        (now, changes) -> now.each(remotes, remote -> definition(now, remote, true)))
                .read(call.now(), call.url());
    }

    private static LeapObject definition(LeapView now, Remote remote, boolean expanded) {
        LeapObject fields = LeapObject.at(remote.groupHref())
                .put("Parent", LeapObject.ref("/device/" + remote.device()))
                .put("SortOrder", 0)
                .put("ProgrammingType", "Freeform");
        return expanded
                ? fields.objects(
                        "Buttons",
                        remote.buttons().stream()
                                .map(button -> ButtonRoutes.definition(now, button))
                                .toList())
                : fields.put(
                        "Buttons",
                        LeapObject.refs(remote.buttons().stream()
                                .map(Remote.Button::href)
                                .toList()));
    }
}
