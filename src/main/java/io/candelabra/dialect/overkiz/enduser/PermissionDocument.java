package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.view.View;
import io.candelabra.model.Device;
import io.candelabra.model.Grant;
import io.candelabra.model.Reach;
import io.candelabra.model.Resource.Verb;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A permission that somebody has. The document shows the word for seeing alone; that for controlling is made after it.
 *
 * @param deviceURL a device, or {@code *} for every one
 * @param action of a control permission its command, or {@code *} for every one
 */
record PermissionDocument(
        String deviceURL, String permissionType, @Nullable String action) {
    private static final String VIEW = "endUserDeviceViewPermission";
    private static final String CONTROL = "endUserDeviceControlPermission";

    /** What a grant and its roles let be seen. @param view the site as the one sees it who has the grant */
    static List<PermissionDocument> views(Grant grant, View view) {
        if (!grant.verbs().contains(Verb.VIEW)) {
            return List.of();
        }
        // a star would say too much where something is hidden
        Stream<String> targets =
                view.allBut().isPresent() && grant.hiddenDevices().isEmpty()
                        ? Stream.of(Reach.ALL)
                        : view.devices().map(Device::id).map(Object::toString);
        return targets.sorted()
                .map(target -> new PermissionDocument(target, VIEW, null))
                .toList();
    }

    /** What a grant and its roles let be controlled. */
    static List<PermissionDocument> controls(Grant grant, View view) {
        if (!grant.verbs().contains(Verb.CONTROL)) {
            return List.of();
        }
        if (grant.reach().isEmpty()) {
            return views(grant, view).stream()
                    .map(seen -> new PermissionDocument(seen.deviceURL(), CONTROL, Reach.ALL))
                    .toList();
        }
        return view.reaches().stream()
                .flatMap(reach -> reach.controls().stream())
                .distinct()
                .map(control -> new PermissionDocument(control.target(), CONTROL, control.command()))
                .sorted(Comparator.comparing(PermissionDocument::deviceURL)
                        .thenComparing(p -> String.valueOf(p.action())))
                .toList();
    }
}
