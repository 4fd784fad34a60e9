package io.candelabra.core.site;

import io.candelabra.core.access.Refused;
import io.candelabra.core.state.SiteState;
import io.candelabra.driver.api.Report;
import io.candelabra.model.Alert;
import io.candelabra.model.Device;
import io.candelabra.model.Label;
import io.candelabra.model.Resource.SiteType;
import io.candelabra.model.State;
import io.candelabra.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The reports that a driver may make, in any field: those that can be kept, and shown later. A value that cannot be
 * written down would be found out by the store, which then knows of no report to refuse and closes the site.
 */
final class Sound {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 1_000_000;
    /** A found device may wait for long, and there may be many. */
    private static final int LONGEST_DEVICE = 50_000;

    /** From here on it is looked at what a device has in all. */
    private static final int LONG_TEXT = 1_000;

    private static final int LONGEST_STATES = 2_000_000;
    private static final int MOST_PARTS = 1_000;
    private static final int MOST_NAMES = 100;
    private static final int MOST_RESULTS = 100;
    private static final int LONGEST_RESULT = 10_000;

    private Sound() {}

    /** @throws Refused where the report is none */
    static void check(SiteState state, Report report) {
        switch (report) {
            case Report.StatesSeen seen -> {
                seen.states().forEach(Sound::check);
                state.device(seen.device()).ifPresent(device -> check(device, seen.states()));
            }
            case Report.DeviceFound found -> told(state, found.device());
            case Report.TypeFound found -> TypeSound.check(found);
            case Report.DeviceChanged changed -> told(state, changed.device());
            case Report.DeviceGone ignored -> {}
            case Report.AlertSeen seen -> {
                name("alert", seen.alert().kind());
                text("alert", subject(seen.alert()));
                text("alert", seen.alert().detail());
            }
            // ids, and words of our own
            case Report.AvailabilitySeen ignored -> {}
            case Report.GatewaySeen ignored -> {}
            case Report.StepSeen ignored -> {}
            case Report.JobProgress progress -> {
                if (progress.percent() < 0 || progress.percent() > 100) {
                    throw Refused.invalid("percent", "0 to 100, and not " + progress.percent());
                }
            }
            case Report.JobSeen seen -> {
                text("detail", seen.detail());
                if (seen.result().size() > MOST_RESULTS) {
                    throw Refused.invalid("result", "it has at most " + MOST_RESULTS + " names");
                }
                seen.result().forEach((name, text) -> {
                    name("result", name);
                    if (text.length() > LONGEST_RESULT) {
                        throw Refused.invalid(name, "a result has at most " + LONGEST_RESULT + " characters");
                    }
                });
            }
        }
    }

    /** What a known device would have after a report: a far end may not fill it with ever new states, or with texts. */
    private static void check(Device device, List<State> seen) {
        int count = device.states().all().size();
        if (count + seen.size() > MOST_PARTS) {
            long fresh = seen.stream()
                    .map(State::name)
                    .filter(name -> !device.states().has(name))
                    .distinct()
                    .count();
            if (fresh > 0 && count + fresh > MOST_PARTS) {
                throw Refused.invalid("device", "it has at most " + MOST_PARTS + " states");
            }
        }
        if (seen.stream().anyMatch(one -> letters(one.value()) > LONG_TEXT)) {
            long letters = 0;
            for (State one : device.states().with(seen)) {
                letters += letters(one.value());
            }
            if (letters > LONGEST_STATES) {
                throw Refused.invalid("device", "its states have at most " + LONGEST_STATES + " characters in all");
            }
        }
    }

    /** A device is of a type by the name that its own gateway tells; one with a gateway in it may be another one's. */
    private static void told(SiteState site, Device device) {
        check(site, device);
        if (device.type().contains(SiteType.AT)) {
            throw Refused.invalid("type", "the name of a type has no " + SiteType.AT);
        }
    }

    static void check(SiteState site, Device device) {
        Label.fault(device.id().value()).ifPresent(fault -> {
            throw Refused.invalid("device", "its id " + fault);
        });
        if (site.gateway(device.id().gateway()).isEmpty()) {
            throw Refused.noSuch("gateway", device.id().gateway().value());
        }
        int parts = device.states().all().size() + device.attributes().size();
        if (parts > MOST_PARTS
                || device.ids().size() > MOST_NAMES
                || device.vendor().size() > MOST_NAMES) {
            throw Refused.invalid(
                    "device", "it has at most " + MOST_PARTS + " states and attributes, and " + MOST_NAMES + " ids");
        }
        name("type", device.type());
        text("label", device.label());
        text("area", device.area());
        device.states().all().forEach(Sound::check);
        device.attributes().forEach(Sound::check);
        long letters = letters(device.ids()) + letters(device.vendor());
        for (State state : device.states()) {
            letters += letters(state.value());
        }
        for (State attribute : device.attributes()) {
            letters += letters(attribute.value());
        }
        if (letters + device.label().length() + device.area().length() > LONGEST_DEVICE) {
            throw Refused.invalid("device", "its texts have at most " + LONGEST_DEVICE + " characters in all");
        }
    }

    private static long letters(Map<String, String> named) {
        long letters = 0;
        for (Map.Entry<String, String> one : named.entrySet()) {
            letters += one.getKey().length() + one.getValue().length();
        }
        return letters;
    }

    private static int letters(Value value) {
        return switch (value) {
            case Value.Text text -> text.text().length();
            case Value.Tree tree -> tree.json().length();
            case Value.Real ignored -> 0;
            case Value.Whole ignored -> 0;
            case Value.Flag ignored -> 0;
            case Value.Nothing ignored -> 0;
        };
    }

    // A value from a driver's code may be null wherever that code is wrong, against its annotations.
    private static void check(State state) {
        name("state", state.name());
        if (Objects.isNull(state.kind()) || Objects.isNull(state.value())) {
            throw Refused.invalid(state.name(), "it has no value, not even nothing");
        }
        switch (state.value()) {
            case Value.Text text -> text(state.name(), text.text());
            case Value.Tree tree -> text(state.name(), tree.json());
            case Value.Real real -> {
                if (!Double.isFinite(real.number())) {
                    throw Refused.invalid(state.name(), "a number that is none: " + real.number());
                }
            }
            case Value.Whole ignored -> {}
            case Value.Flag ignored -> {}
            case Value.Nothing ignored -> {}
        }
    }

    private static String subject(Alert alert) {
        if (Objects.isNull(alert.subject())) {
            throw Refused.invalid("alert", "it is about nothing, not even the site");
        }
        return alert.subject().text();
    }

    private static void name(String what, String name) {
        if (Objects.isNull(name) || name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refused.invalid(what, "a name has 1 to " + LONGEST_NAME + " characters");
        }
    }

    private static void text(String what, String text) {
        if (Objects.isNull(text) || text.length() > LONGEST_TEXT) {
            throw Refused.invalid(what, "a text has at most " + LONGEST_TEXT + " characters");
        }
    }
}
