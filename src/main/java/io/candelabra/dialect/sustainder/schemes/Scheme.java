package io.candelabra.dialect.sustainder.schemes;

import io.candelabra.core.command.Command;
import io.candelabra.core.command.Expect;
import io.candelabra.core.state.Lookup;
import io.candelabra.core.view.View;
import io.candelabra.dialect.sustainder.request.Body;
import io.candelabra.dialect.sustainder.request.SustainderFault;
import io.candelabra.model.Resource.Extra;
import io.candelabra.model.schedule.DimmingPlan;
import io.candelabra.model.schedule.DimmingPlan.Anchor;
import io.candelabra.model.schedule.DimmingPlan.Step;
import io.candelabra.wire.json.Json;
import io.candelabra.wire.json.KeptJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A dimming scheme that has a name and a number. */
public record Scheme(int id, String name, List<Step> steps, long createdMs) {
    public static final int MOST_STEPS = 24;
    public static final int LONGEST_NAME = 100;

    private static final Logger log = LoggerFactory.getLogger(Scheme.class);
    private static final String DIALECT = "sustainder";
    private static final String KIND = "scheme";
    private static final String COUNTER = "scheme-counter";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])(?::00)?");
    private static final Pattern OFFSET = Pattern.compile("[+-]?[0-9]{1,4}");
    private static final int LONGEST_OFFSET_MINUTES = 720;

    public Scheme {
        steps = List.copyOf(steps);
    }

    /** As it is kept. */
    private record Document(String name, List<Map<String, Object>> steps, long createdMs) {}

    /** All of a site, in the order of their numbers. */
    public static List<Scheme> all(View view) {
        return view.resources(Lookup.extras(DIALECT, KIND)).stream()
                .flatMap(extra -> of(extra).stream())
                .sorted(java.util.Comparator.comparingInt(Scheme::id))
                .toList();
    }

    public static Optional<Scheme> find(View view, String id) {
        return view.resource(Extra.class, Extra.id(DIALECT, KIND, id)).flatMap(Scheme::of);
    }

    public static Optional<Scheme> named(View view, String name) {
        return all(view).stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** As it is kept, without steps that are none any more; empty where nothing of it can be read. */
    public static Optional<Scheme> of(Extra extra) {
        return KeptJson.read(extra.json(), Document.class)
                .filter(kept -> NUMBER.matcher(extra.name()).matches())
                .map(kept -> {
                    List<Step> steps = new ArrayList<>();
                    for (Map<String, Object> step : kept.steps()) {
                        readable(extra, step).ifPresent(steps::add);
                    }
                    return new Scheme(Integer.parseInt(extra.name()), kept.name(), steps, kept.createdMs());
                });
    }

    private static Optional<Step> readable(Extra extra, Map<String, Object> step) {
        try {
            return Optional.of(step(Body.of(step, "steps")));
        } catch (SustainderFault damaged) {
            // the text about a client's own step would blame the client for ours
            log.warn("scheme {} is kept with a step that is none, and is shown without it", extra.name(), damaged);
            return Optional.empty();
        }
    }

    /** As a resource. */
    public Extra kept() {
        List<Map<String, Object>> written = new ArrayList<>();
        steps.forEach(step -> written.add(document(step)));
        return new Extra(DIALECT, KIND, Integer.toString(id), Json.text(new Document(name, written, createdMs)));
    }

    /** The number of the next scheme; numbers are never used again. */
    public static int next(View view) {
        int counted = view.resource(Extra.class, Extra.id(DIALECT, COUNTER, ""))
                .flatMap(e -> Body.asNumber(e.json()))
                .map(Double::intValue)
                .orElse(0);
        int highest = all(view).stream().mapToInt(Scheme::id).max().orElse(0);
        return Math.max(counted, highest) + 1;
    }

    /** The command that remembers a used number; two schemes that are made at once do not get the same. */
    public static Command.Put counted(View view, int number) {
        return new Command.Put(
                new Extra(DIALECT, COUNTER, "", Integer.toString(number)),
                Expect.as(view.resource(Extra.class, Extra.id(DIALECT, COUNTER, ""))));
    }

    /** The stored scheme, for a command that changes it. */
    public static Optional<Extra> stored(View view, int id) {
        return view.resource(Extra.class, Extra.id(DIALECT, KIND, Integer.toString(id)));
    }

    public DimmingPlan plan() {
        return DimmingPlan.every(steps);
    }

    /** The steps that a client gave. */
    public static List<Step> steps(Body body) {
        List<Step> steps = new ArrayList<>();
        for (Body step : body.objects("steps", MOST_STEPS)) {
            steps.add(step(step));
        }
        return steps;
    }

    private static Step step(Body step) {
        int level = (int) Math.round(step.number("light_level", 0, 100)
                .orElseThrow(() -> SustainderFault.field(step.path("light_level"), "This field is required.")));
        List<String> times =
                List.of("time", "sunset", "sunrise").stream().filter(step::has).toList();
        if (times.size() != 1) {
            throw SustainderFault.field(step.path("time"), "Exactly one of time, sunset and sunrise is required.");
        }
        String field = times.getFirst();
        String value = String.valueOf(step.raw(field)).strip();
        if (field.equals("time")) {
            Matcher time = TIME.matcher(value);
            if (!time.matches()) {
                throw SustainderFault.field(step.path(field), "A time of day such as 21:00 is required.");
            }
            int minutes = Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
            return new Step(Anchor.CLOCK, minutes, level);
        }
        if (!OFFSET.matcher(value).matches() || Math.abs(Integer.parseInt(value)) > LONGEST_OFFSET_MINUTES) {
            throw SustainderFault.field(
                    step.path(field),
                    "Minutes from -" + LONGEST_OFFSET_MINUTES + " to " + LONGEST_OFFSET_MINUTES
                            + " are required, negative before.");
        }
        return new Step(field.equals("sunset") ? Anchor.SUNSET : Anchor.SUNRISE, Integer.parseInt(value), level);
    }

    /** The steps as they are shown: offsets as text, as in the document. */
    public List<Map<String, Object>> documents() {
        return steps.stream().map(Scheme::document).toList();
    }

    private static Map<String, Object> document(Step step) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("light_level", step.level());
        switch (step.anchor()) {
            case CLOCK ->
                document.put("time", String.format(Locale.ROOT, "%02d:%02d", step.minutes() / 60, step.minutes() % 60));
            case SUNSET -> document.put("sunset", Integer.toString(step.minutes()));
            case SUNRISE -> document.put("sunrise", Integer.toString(step.minutes()));
        }
        return document;
    }
}
