package io.candelabra.store.sql;

import io.candelabra.core.site.SiteStore.Table;
import io.candelabra.model.Device;
import io.candelabra.model.DeviceId;
import io.candelabra.model.Gateway;
import io.candelabra.model.GatewayId;
import io.candelabra.model.State;
import io.candelabra.model.States;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of which a town has hundreds of thousands, read by hand when it is loaded: that takes a third of the time. A text is read so
 * only where it is what {@link RowBodies} writes today, component by component; whatever else stands there, such as a component that
 * an older version wrote, is the library's to read or to refuse. A test holds the two against each other.
 */
final class HotRows {
    /** Words that many devices have in common, such as their type. */
    private static final Alike<String> WORDS = new Alike<>(1 << 13);

    private static final KnownStates STATES = new KnownStates();

    private HotRows() {}

    /** What a row says; null where the library has to read it. */
    static @Nullable Object row(Table table, byte[] body) {
        RowText in = new RowText(body);
        try {
            Object read =
                    switch (table) {
                        case DEVICE -> device(in);
                        case STATES -> states(in);
                        case GATEWAY -> gateway(in);
                        case RESOURCE, EXECUTION, STEP, ALERT, JOB -> null;
                    };
            return in.isRead() ? read : null;
        } catch (IllegalArgumentException unfit) {
            // such as an id that is none: the library says so in its own words
            return null;
        }
    }

    private static Device device(RowText in) {
        in.begin();
        return new Device(
                new DeviceId(in.id("id")),
                WORDS.one(in.text("type")),
                in.text("label"),
                WORDS.one(in.text("area")),
                in.flag("available"),
                in.flag("enabled"),
                in.noneOf("states", States.NONE),
                list(in, "attributes"),
                in.map("ids"),
                in.map("vendor"),
                in.number("createdMs"),
                in.endWith(in.number("updatedMs")));
    }

    private static States states(RowText in) {
        in.begin();
        List<State> all = list(in, "all");
        return in.endWith(all.isEmpty() ? States.NONE : new States(all));
    }

    private static Gateway gateway(RowText in) {
        in.begin();
        Gateway gateway = new Gateway(
                new GatewayId(in.id("id")),
                WORDS.one(in.text("driver")),
                in.text("label"),
                WORDS.one(in.text("area")),
                in.flag("alive"),
                WORDS.one(in.text("timezone")),
                in.map("settings"),
                in.map("secrets"),
                in.map("ids"),
                in.map("vendor"));
        return in.endWith(gateway);
    }

    private static List<State> list(RowText in, String name) {
        if (!in.beginsList(name)) {
            return List.of();
        }
        List<State> all = new ArrayList<>();
        while (in.hasElement(all.isEmpty())) {
            State state = STATES.read(in);
            if (state == null) {
                in.isOdd();
            } else {
                all.add(state);
            }
        }
        return List.copyOf(all);
    }
}
